package dev.hostdouble.hosterapi;

import dev.hostdouble.core.RandomSource;
import dev.hostdouble.core.SeededRandom;
import dev.hostdouble.db.Database;
import dev.hostdouble.job.Jobs;
import dev.hostdouble.php.PhpJson;
import dev.hostdouble.provider.ProviderInstance;
import dev.hostdouble.provider.StartState.WorldParts;
import dev.hostdouble.world.EmulatorClock;
import dev.hostdouble.yaml.Document;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** HosterAPI on a database of its own, at the start of a world and without a pipeline around it. */
final class OpenHosterApi implements AutoCloseable {
    final Database db =
            Database.open(List.of(Jobs.SCHEMA, HosterApi.PROVIDER.tables().get()));
    final Jobs jobs = new Jobs(db, PhpJson::encodeToString);
    final ProviderInstance instance;

    OpenHosterApi() throws Exception {
        this("{}");
    }

    /** With the options of a world file. */
    OpenHosterApi(String options) throws Exception {
        Path file = Path.of("fixtures", "worlds", "default", HosterApi.PROVIDER.stateFile());
        Document document =
                Document.read("options", options).completedBy(Document.read("default", Files.readString(file)));
        RandomSource random = (purpose, key) -> new SeededRandom(purpose.hashCode() + Arrays.hashCode(key));
        instance = HosterApi.PROVIDER
                .reader()
                .read(document)
                .open(new WorldParts(db, jobs, EmulatorClock.START, random, false));
    }

    @Override
    public void close() {
        db.close();
    }
}
