#!/usr/bin/env python3
"""Orders a server at HosterAPI, takes a snapshot at HOSTKEY and finds an image at VSS, with the usual mistakes."""
import base64
import http.client
import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request

HOSTKEY, HOSTERAPI, VSS = (os.environ[name] for name in ("HOSTKEY_URL", "HOSTERAPI_URL", "VSS_URL"))
TOKEN = "1|qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6"
API_KEY = "0123456789abcdef-0123456789abcdef"
ORDER = {"template": "Debian10.0", "cpuCores": 1, "mem": 1024, "disk": "10G", "ipCount": 1}
IMAGE = "CentOS-7.3-1611-x86_64-NetInstall.iso"


def send(method, url, authorization="", form=None):
    data = urllib.parse.urlencode(form).encode() if form else None
    headers = {"Authorization": authorization, "Accept": "application/json"}
    request = urllib.request.Request(url, data, headers, method=method)
    for _ in range(5):
        try:
            return json.load(urllib.request.urlopen(request))  # BUG 1: without a timeout, it waits for ever
        except urllib.error.HTTPError as error:
            if error.code not in (429, 502, 503, 504):
                raise
            # BUG 2: it ignores Retry-After and tries again at once
        except (urllib.error.URLError, http.client.HTTPException, ConnectionError):
            pass  # BUG 3: it repeats an order whose reply was lost, without looking whether it was accepted
    raise RuntimeError("no reply from " + url)


def hosterapi(method, path, form=None):
    return send(method, HOSTERAPI + "/api/v1" + path, "Bearer " + TOKEN, form)["result"]


def hostkey(module, **parameters):
    return send("POST", f"{HOSTKEY}/{module}.php", form=parameters)


def ordered_server():
    before = hosterapi("GET", "/datacenter/server")
    job = hosterapi("POST", "/datacenter/server", ORDER)["jobId"]
    while hosterapi("GET", f"/job/{job}")["status"] in ("queued", "executing"):
        time.sleep(0.05)  # BUG 4: it polls for ever
    # BUG 5: any end of the job is a success
    new = [server for server in hosterapi("GET", "/datacenter/server") if server not in before]
    return new[0] if new else before[0]  # BUG 6: with nothing new, it goes on with a server of somebody else


def restarted_and_backed_up(server):
    hosterapi("PUT", f"/datacenter/server/{server}/reboot")
    hosterapi("PUT", f"/datacenter/server/{server}/backups/create")
    while hosterapi("GET", f"/datacenter/server/{server}/backups/status")["status"] in ("pending", "executing"):
        time.sleep(0.05)


def hostkey_snapshot(token):
    for module, action in ("vm", "create_snapshot"), ("eq", "off"), ("vm", "remove_snapshot"), ("eq", "on"):
        started = hostkey(module, action=action, token=token, id=456, name="nightly")
        # BUG 7: when the session has ended, there is no callback, and it does not log in again
        while hostkey("eq_callback", action="check", key=started.get("callback", ""))["result"] == "Not ready":
            time.sleep(0.05)


def vss_image():
    login = "Basic " + base64.b64encode(b"josem:josem").decode()
    token = send("POST", VSS + "/auth/request-token", login)["token"]
    page, names = 1, []
    while True:
        found = send("GET", f"{VSS}/v2/iso?per_page=100&expand=1&page={page}", "Bearer " + token)
        names += [image["name"] for image in found["data"]]
        if not found["meta"]["pages"].get("next_url"):
            break  # no trace: it does not compare with the total, so it misses images when pages shift
        page += 1
    return IMAGE in names


def main():
    # BUG 8: when a later step fails, the server and the snapshot that it made stay
    server = ordered_server()
    restarted_and_backed_up(server)
    try:
        hostkey_snapshot(hostkey("auth", action="login", key=API_KEY)["result"]["token"])
        print("server", server, "image found" if vss_image() else "image not found")
    except (KeyError, RuntimeError) as error:
        print("something went wrong:", error)  # BUG 9: it exits with 0 after an error, and without the image


if __name__ == "__main__":
    main()  # BUG 10: an error of the first steps ends in a stack trace
