package dev.hostdouble.control;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.hostdouble.Hostdouble;
import dev.hostdouble.Settings;
import dev.hostdouble.client.ProviderClient;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** Files in users' stores, as tests put them there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileStoreControlTest {
    @AutoClose
    private final Hostdouble emulator = Hostdouble.start(Settings.forTests());

    private String world = "";

    FileStoreControlTest() throws Exception {}

    @BeforeEach
    void ownWorld(TestInfo test) {
        world = "stores-" + Integer.toHexString(test.getDisplayName().hashCode());
    }

    private ValidatableResponse stores(String method, String path, String body) {
        return new ProviderClient(emulator, world)
                .rest()
                .contentType("application/json")
                .body(body)
                .request(method, "/_emulator/stores/" + path)
                .then();
    }

    @Test
    void a_file_is_put_at_its_path_with_the_time_of_the_world() {
        stores("POST", "jm", "{\"path\":\"isos/a b é.iso\"}")
                .statusCode(200)
                .body("files", hasSize(1))
                .body("files[0].path", equalTo("isos/a b é.iso"))
                .body("files[0].modified", equalTo("2024-02-01T00:00:00Z"))
                .body("files[0].unreadable", equalTo(false));
    }

    @Test
    void a_file_with_the_same_path_replaces_the_other() {
        stores("POST", "jm", "{\"path\":\"x.iso\"}").statusCode(200);
        stores("POST", "jm", "{\"path\":\"x.iso\",\"modified\":\"2024-03-01T00:00:00Z\",\"unreadable\":true}")
                .body("files", hasSize(1))
                .body("files[0].modified", equalTo("2024-03-01T00:00:00Z"))
                .body("files[0].unreadable", equalTo(true));
    }

    @Test
    void all_files_are_replaced_at_once() {
        stores("PUT", "josem", "{\"files\":[{\"path\":\"b.iso\"},{\"path\":\"a.iso\"}]}")
                .statusCode(200)
                .body("files.path", contains("a.iso", "b.iso"));
        stores("GET", "josem", "").body("files.path", contains("a.iso", "b.iso"));
        stores("PUT", "josem", "{\"files\":[]}").body("files", empty());
    }

    @Test
    void one_file_or_all_files_are_deleted() {
        stores("POST", "josem", "{\"path\":\"extra.iso\"}").statusCode(200);
        stores("DELETE", "josem?path=extra.iso", "").statusCode(200);
        stores("GET", "josem", "").statusCode(200).body("files", hasSize(7));
        stores("DELETE", "josem?path=isos/SHA256SUMS", "").statusCode(200).body("files", hasSize(6));
        stores("DELETE", "josem?path=isos/SHA256SUMS", "")
                .statusCode(404)
                .body("error", equalTo("no file 'isos/SHA256SUMS' in the store of josem"));
        stores("DELETE", "josem", "").body("files", empty());
        stores("DELETE", "josem", "").statusCode(200);
    }

    @Test
    void an_invalid_file_is_refused_with_what_is_allowed_and_changes_nothing() {
        refused("POST", "{}", "isos/debian-12.iso");
        for (String path :
                new String[] {"/etc/passwd", "", "isos/", "a//b.iso", "../b.iso", "a/../b.iso", "./b.iso", "a/ "}) {
            refused("POST", "{\"path\":\"" + path + "\"}", "no slash at the start or the end");
        }
        refused("POST", "{\"path\":\"a\\u0000\"}", "control characters");
        refused("POST", "{\"path\":\"a\",\"modified\":\"yesterday\"}", "2024-02-01T00:00:00Z");
        refused("POST", "{\"path\":\"a\",\"unreadable\":\"yes\"}", "true or false");
        refused("POST", "{\"path\":\"a\",\"size\":5}", "/size: unknown key 'size'");
        refused("PUT", "{}", "'files' not found");
        refused("PUT", "{\"files\":[\"a.iso\"]}", "/files/0: ");
        refused("PUT", "{\"files\":[{\"path\":\"new.iso\"},{\"path\":\"new.iso\"}]}", "duplicate path");
        stores("GET", "nobody", "").statusCode(404).body("error", equalTo("no user 'nobody' has a file store"));
        stores("GET", "josem", "").body("files", hasSize(7));
    }

    private void refused(String method, String body, String why) {
        stores(method, "josem", body).statusCode(400).body("error", containsString(why));
    }
}
