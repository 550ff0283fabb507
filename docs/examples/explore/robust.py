#!/usr/bin/env python3
"""Orders a server at HosterAPI, takes a snapshot at HOSTKEY and finds an image at VSS, and survives what goes wrong."""
import base64
import http.client
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

TOKEN = "1|qpVodrZ3edt0DV4Q81dxQekTAessUHcH0Zjqv4t6"
API_KEY = "0123456789abcdef-0123456789abcdef"
ORDER = {"template": "Debian10.0", "cpuCores": 1, "mem": 1024, "disk": "10G", "ipCount": 1}
IMAGE, SNAPSHOT = "CentOS-7.3-1611-x86_64-NetInstall.iso", "nightly"
TRIES, ATTEMPTS, POLLS, MOST_PAGES, MOST_PAUSES = 15, 3, 12, 20, 100
LONGEST_PAUSE, LONGEST_WAIT = 0.2, 30  # seconds
URLS = ("HOSTKEY_URL", "HOSTERAPI_URL", "VSS_URL")
SESSION_ENDED = ("Invalid token", "Invalid hash", "Session expired", "Permission denied")
SURPRISES = (KeyError, TypeError, ValueError, IndexError, AttributeError)  # a reply has another form than expected


class Failed(Exception):
    """The provider refused, or what it started has failed."""


class Unknown(Failed):
    """It may or may not have happened, or it can happen later: look, then perhaps try again."""


class Busy(Unknown):
    """It has not happened, and can happen later."""


pauses = []


def pause(n, asked=""):
    pauses.append(n)
    if len(pauses) > MOST_PAUSES:
        raise Failed("giving up after too many pauses")
    # With a stepping clock, the provider's time passes with each call. Retry-After is about real time.
    time.sleep(min(int(asked), LONGEST_WAIT) if asked.isdigit() else min(0.05 * (n + 1), LONGEST_PAUSE))


def send(method, url, authorization="", form=None, tries=1):
    """Returns status and JSON object of a reply. Only what can be repeated has several tries."""
    data = urllib.parse.urlencode(form).encode() if form else None
    headers = {"Accept": "application/json", "Authorization": authorization}
    problem, after = "", ""
    for n in range(tries):
        if n > 0:
            pause(n, after)
        after = ""
        try:
            try:
                reply = urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method), timeout=10)
            except urllib.error.HTTPError as error:
                reply = error
            with reply:
                problem, after = f"status {reply.status}", reply.headers.get("Retry-After") or ""
                found = json.loads(reply.read().decode("utf-8-sig"))
            if isinstance(found, dict) and reply.status not in (429, 500, 502, 503, 504):
                return reply.status, found
            problem += f" {found.get('error') or found.get('message')}" if isinstance(found, dict) else ""
        except (OSError, http.client.HTTPException) as error:
            problem = f"no reply: {error}"
        except ValueError:
            problem += " without JSON"
    raise Unknown(f"{method} {urllib.parse.urlsplit(url).path}: {problem}")


def poll(look):
    """What look finds, as soon as it finds something; None after a bounded number of polls."""
    for n in range(POLLS):
        found = look()
        if found:
            return found
        pause(n)
    return None


def ensure(change, look, what):
    """Makes a change and looks for its result. Repeats it only after nothing was found for a while."""
    problem = f"{what} has no result"
    for n in range(ATTEMPTS):
        try:
            change()
        except Busy as busy:
            problem = str(busy)
            pause(n)
            continue
        except Unknown as unknown:
            problem = str(unknown)
        except SURPRISES as surprise:
            problem = f"{what}: an unexpected reply: {surprise!r}"
        found = poll(look)
        if found:
            return found
    raise Failed(problem)


class HosterApi:
    def __init__(self, url):
        self.url = url + "/api/v1"
        self.before = self.call("GET", "/datacenter/server")
        self.job = None

    def call(self, method, path, form=None):
        status, reply = send(method, self.url + path, "Bearer " + TOKEN, form, TRIES if method == "GET" else 1)
        if status != 200 or reply.get("result") in (None, False):
            raise Failed(f"{method} {path}: {reply.get('error') or reply.get('message')}")
        return reply["result"]

    def new_servers(self):
        return [server for server in self.call("GET", "/datacenter/server") if server not in self.before]

    def order(self):
        if self.job is None:  # with a job, the order was accepted, whatever the job says
            self.job = self.call("POST", "/datacenter/server", ORDER)["jobId"]

    def ordered(self):
        job = {}
        try:
            job = self.call("GET", f"/job/{self.job}") if self.job is not None else {}
        except Failed:
            pass  # a job that is unknown may have ended: only the list of servers can tell
        if job.get("status") == "failed":
            raise Failed(f"the order failed: {job.get('output')}")
        return self.new_servers() if job.get("status") in (None, "finished") else None

    def restart(self, server):
        path, restarted = f"/datacenter/server/{server}", []
        ensure(lambda: restarted.append(self.call("PUT", path + "/reboot")),
               lambda: self.call("GET", path + "/status")["state"] == "running" and restarted, "the restart")

    def back_up(self, server):
        path = f"/datacenter/server/{server}/backups"
        before = self.call("GET", path + "/list")

        def finished():
            status = self.call("GET", path + "/status")["status"]
            if status == "failed":
                raise Failed("the backup failed")
            return status == "finished" and len(self.call("GET", path + "/list")) > len(before)

        ensure(lambda: self.call("PUT", path + "/create"), finished, "the backup")

    def remove(self, servers):
        for server in servers:
            ensure(lambda: self.call("POST", f"/datacenter/server/{server}/delete", {"force": 1}),
                   lambda: server not in self.new_servers(), f"the removal of server {server}")


class Hostkey:
    def __init__(self, url):
        self.url, self.token = url, ""

    def login(self):
        self.token = ""
        self.token = self.call("auth", "login", key=API_KEY)["result"]["token"]

    def call(self, module, action, **parameters):
        tries = 1 if action in ("create_snapshot", "remove_snapshot", "off", "on") else TRIES
        for _ in range(2):
            form = {"action": action, "token": self.token, **parameters}
            reply = send("POST", f"{self.url}/{module}.php", form=form, tries=tries)[1]
            error = str(reply.get("message") or reply.get("error") or "")
            if error not in SESSION_ENDED:
                break
            self.login()
        if reply.get("code", 0) < 0 or reply.get("result") == -1:
            is_busy = "locked" in error or "busy" in error
            is_open = "AsyncKey not found" in error or "already exists" in error  # only the lists can tell
            raise (Busy if is_busy else Unknown if is_open else Failed)(f"{module}/{action}: {error}")
        return reply

    def run(self, module, action, **parameters):
        key = self.call(module, action, id=456, **parameters)["callback"]

        def ended():
            reply = self.call("eq_callback", "check", key=key)
            if reply["result"] == "Error":
                raise Failed(f"{module}/{action}: {reply['scope']}")
            return reply if reply["result"] == "OK" else None

        reply = poll(ended)
        if reply is None:
            raise Unknown(f"{module}/{action} does not end")
        return reply

    def scope(self, module, action):
        """What a task that only reads finds; empty if it is not known, so that it is asked again."""
        try:
            return self.run(module, action)["scope"]
        except Unknown:
            return ""

    def switch(self, action, state):
        ensure(lambda: self.run("eq", action), lambda: self.scope("eq", "status") == state, f"switching {action}")

    def snapshots(self):
        found = self.scope("vm", "get_snapshot")
        return [snapshot["name"] for snapshot in json.loads(found)["snapshots"]] if found else None

    def clean_up(self):
        if self.snapshots() != []:
            self.switch("off", "VM is down now")  # a snapshot can be removed only while the server is off
            ensure(lambda: self.run("vm", "remove_snapshot", name=SNAPSHOT),
                   lambda: self.snapshots() == [], "the removal of the snapshot")
        self.switch("on", "VM is up now")

    def snapshot(self):
        self.login()
        ensure(lambda: self.run("vm", "create_snapshot", name=SNAPSHOT), self.snapshots, "the snapshot")
        self.clean_up()


class Vss:
    def __init__(self, url):
        self.url, self.token = url, ""

    def login(self):
        basic = "Basic " + base64.b64encode(b"josem:josem").decode()
        self.token = send("POST", self.url + "/auth/request-token", basic, tries=TRIES)[1]["token"]

    def page(self, number):
        for _ in range(2):
            url = f"{self.url}/v2/iso?per_page=100&expand=1&page={number}"
            status, reply = send("GET", url, "Bearer " + self.token, tries=TRIES)
            if status != 401:
                break
            self.login()
        if status == 404:
            return [], None  # behind the last page
        if status != 200:
            raise Failed(f"page {number}: {reply.get('message')}")
        return reply["data"], int(reply["meta"]["pages"]["total"])

    def image_names(self):
        """The names of all images. While pages shift, the images read are not as many as the total: read again."""
        for _ in range(ATTEMPTS):
            images, totals = {}, set()
            for number in range(1, MOST_PAGES + 1):
                data, total = self.page(number)
                images.update((image["id"], image["name"]) for image in data)
                if not data:
                    break
                totals.add(total)
                if len(images) >= total:
                    break
            if totals == {len(images)}:
                return set(images.values())
        raise Failed("the list of images changes all the time")


def run(hosterapi, hostkey, vss):
    vss.login()
    server = ensure(hosterapi.order, hosterapi.ordered, "the order")[0]
    hosterapi.restart(server)
    hosterapi.back_up(server)
    hostkey.snapshot()
    if IMAGE not in vss.image_names():
        raise Failed(f"there is no image {IMAGE}")
    hosterapi.remove([extra for extra in hosterapi.new_servers() if extra != server])  # if it was ordered twice
    return server


def attempt(step, problems):
    try:
        return step()
    except Failed as failed:
        problems.append(str(failed))
    except SURPRISES as surprise:
        problems.append(f"an unexpected reply: {surprise!r}")
    return None


def main():
    problems = [f"{name} is not set" for name in URLS if name not in os.environ]
    hosterapi = attempt(lambda: HosterApi(os.environ["HOSTERAPI_URL"]), problems) if not problems else None
    if hosterapi is not None:
        hostkey, vss = Hostkey(os.environ["HOSTKEY_URL"]), Vss(os.environ["VSS_URL"])
        server = attempt(lambda: run(hosterapi, hostkey, vss), problems)
        if problems:  # leave nothing behind
            pauses.clear()
            attempt(lambda: hosterapi.remove(poll(hosterapi.new_servers) or []), problems)  # an order may be under way
            if hostkey.token:
                attempt(hostkey.clean_up, problems)
    if problems:
        print("robust: " + "; ".join(problems), file=sys.stderr)
        return 1
    print("server", server, "and image", IMAGE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
