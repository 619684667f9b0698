#!/usr/bin/env python3
"""Looks at many accounts of a local GitHub server, in good weather and with each fault, and counts.

usage: github_faults.py --server FOLDER --candela PROGRAM [--only NAME]

FOLDER holds the local GitHub server with its packages installed. Prints a row a run: accounts that came complete, that wait
with a reason and a time, or that were lost; calls by the server's own count, the most at once, and seconds. Fails when an
account is lost or told twice, when more than four questions were under way at once, or when a run asks more than it may.
"""
import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.request

TOKEN = "ghp_test_faults"

# What goes wrong, the accounts that are looked at, and the calls an account that the run may take at most.
FAULTS = {
    "latency": [{"action": {"latency": {"min": 80, "max": 400}}}],
    "dropped, one in five": [{"when": {"every": 5}, "action": {"drop": True}}],
    "cut, one in five": [{"when": {"every": 5}, "action": {"truncate": {"keep": 0.5}}}],
    "502 pages, one in five": [{"when": {"every": 5}, "action": {"badGateway": True}}],
    "502 pages, all": [{"action": {"badGateway": True}}],
    "slow drip, two": [{"when": {"every": 7, "times": 2}, "action": {"slow": {"bytes": 1, "everyMs": 200}}}],
    "limit at call 10": [{"when": {"call": 10}, "action": {"rateLimit": {"resetSeconds": 1200}}}],
    "points spent at query 5": [
        {"match": {"api": "graphql"}, "when": {"call": 5}, "action": {"rateLimit": {"resource": "graphql", "resetSeconds": 1200}}}],
    "secondary, retry after 2 s": [{"when": {"call": 10}, "action": {"secondary": {"status": 403, "retryAfter": 2}}}],
    "secondary, no time said": [{"when": {"from": 10}, "action": {"secondary": {"status": 429, "retryAfter": None}}}],
    "wrong content type": [{"when": {"from": 5}, "action": {"contentType": {"type": "text/html", "body": "<h1>Welcome</h1>"}}}],
    "401 midway": [{"when": {"from": 6}, "action": {"unauthorized": True}}],
    "redirect, one in five": [{"match": {"api": "rest"}, "when": {"every": 5}, "action": {"redirect": {"to": "/rate_limit"}}}],
    "blocked, one in five": [{"when": {"every": 5}, "action": {"blocked": {"reason": "dmca"}}}],
    "GraphQL time-outs, one in three": [{"match": {"api": "graphql"}, "when": {"every": 3}, "action": {"graphqlTimeout": True}}],
}

# The same for good weather: how the server is started, and runs one after the other over one pool.
GOOD_WEATHER = [
    ("", [], [("overview", ["--overview"], 0.3), ("with code", [], 2.0), ("once more", [], 0.25)]),
    (", capped queries", ["--resource-limit", "1000"], [("with code", [], 4.0), ("once more", [], 0.25)]),
]

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--server", required=True, type=pathlib.Path)
parser.add_argument("--candela", required=True, type=pathlib.Path)
parser.add_argument("--only", default="", help="runs whose name contains this")
args = parser.parse_args()


def ask(url, path, method="GET", body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url + path, method=method, data=data)
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read() or b"null")


def copies(folder, wanted):
    """As many accounts as are wanted, made of the server's own under other logins. Gives their logins."""
    originals = []
    for path in sorted((args.server / "accounts").glob("*.json")):
        account = json.loads(path.read_text())
        is_whole = "login" in account and not any("bare" in it for it in account.get("repositories", []))
        if is_whole and account.get("state") != "suspended" and account.get("type") != "Organization":
            originals.append(account)
    logins = []
    for n in range(wanted):
        account = dict(originals[n % len(originals)])
        account["login"] = f"{account['login'][:32].rstrip('-')}-{n}"
        account.pop("renamedFrom", None)
        (folder / f"{account['login']}.json").write_text(json.dumps(account))
        logins.append(account["login"])
    return logins


class Server:
    def __init__(self, accounts, *options):
        command = ["node", str(args.server / "src/server.mjs"), "--port", "0", "--accounts", str(accounts), *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        while not (found := re.search(r"http://[0-9.]+:[0-9]+", self.process.stdout.readline())):
            if self.process.poll() is not None:
                sys.exit("the server did not start")
        self.url = found[0]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def look(server, logins, pool, *options):
    """Looks at the accounts and gives what came of it, with the server's counts."""
    ask(server.url, "/_stats", "DELETE")
    ask(server.url, "/_limits", "DELETE")
    environment = {**os.environ, "CANDELA_GITHUB_API": server.url, "CANDELA_GITHUB_TOKEN": TOKEN}
    started = time.monotonic()
    command = [str(args.candela), "github", *logins, "--json", "--pool", pool, *options]
    told = subprocess.run(command, env=environment, capture_output=True, text=True)
    seconds = time.monotonic() - started
    assert TOKEN not in told.stdout + told.stderr, "the token was printed"
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    stats = ask(server.url, "/_stats")
    at_once = max((client["maxConcurrency"] for client in stats["clients"].values()), default=0)
    return rows, {**stats["total"], "maxConcurrency": at_once}, seconds


faulty = []


def report(name, logins, rows, stats, seconds, most_calls):
    by_login = collections.Counter(row["login"] for row in rows)
    status = collections.Counter()
    for row in rows:
        if row["status"] == "queued":
            status["waits" if row.get("reason") and row.get("until") else "unexplained"] += 1
        elif row["status"] == "failed":
            status["failed" if row.get("reason") else "unexplained"] += 1
        else:
            status["complete"] += 1
    lost = len([login for login in logins if login not in by_login])
    twice = len([login for login, n in by_login.items() if n > 1])
    calls, at_once = stats["requests"], stats["maxConcurrency"]
    each = calls / len(logins)
    print(f"{name:32} {len(logins):4} {status['complete']:8} {status['waits']:6} {status['failed']:6} {lost + twice + status['unexplained']:5} "
          f"{calls:6} {each:6.2f} {at_once:5} {seconds:7.1f}", flush=True)
    if lost or twice or status["unexplained"] or at_once > 4 or each > most_calls:
        faulty.append(name)
    return status


with tempfile.TemporaryDirectory() as work:
    work = pathlib.Path(work)
    print(f"{'run':32} {'all':>4} {'complete':>8} {'waits':>6} {'failed':>6} {'lost':>5} {'calls':>6} {'each':>6} {'most':>5} {'seconds':>7}")

    def folder(name):
        made = work / name
        made.mkdir()
        return made

    if not args.only or "weather" in args.only:
        logins = copies(folder("many"), 500)
        for about, server_options, runs in GOOD_WEATHER:
            with Server(work / "many", *server_options) as server:
                pool = str(folder(f"pool {about}"))
                for name, options, most in runs:
                    own_pool = str(folder("pool of the overview")) if options else pool
                    run = look(server, logins, own_pool, *options)
                    status = report(f"{name}{about}", logins, *run, most)
                    if status["complete"] < len(logins):
                        faulty.append(f"{name}{about}: not complete")
    logins = copies(folder("hundred"), 100)
    for n, (name, rules) in enumerate(FAULTS.items()):
        if args.only and args.only not in name:
            continue
        with Server(work / "hundred") as server:
            rules = [{"id": f"{name} {at}", **rule} for at, rule in enumerate(rules)]
            ask(server.url, "/_faults", "PUT", {"seed": 7, "rules": rules})
            report(name, logins, *look(server, logins, str(folder(f"pool-{n}"))), 4.0)

if faulty:
    sys.exit("not as promised: " + ", ".join(faulty))
