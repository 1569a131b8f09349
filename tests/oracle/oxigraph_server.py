#!/usr/bin/env python3
"""Has the official `oxigraph` server answer our queries over HTTP from a store of ours, and compares.

  oxigraph_server.py --bin target/release/vnkg --store DIR

Needs the program `oxigraph` 0.5 beside this Python or on the PATH (pip install 'oxigraph==0.5.13'). It opens the store
read-only. Every query of queries/ and queries/tables/ that needs no parameter must give the rows that `vnkg query`
gives; an update must be refused. Exit code 0 agreed, 1 not, 77 where the program is missing.
"""
import argparse
import collections
import json
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

QUERIES = pathlib.Path(__file__).resolve().parents[2] / "queries"


def server():
    """The path of the program, or none."""
    beside = pathlib.Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.exists() else shutil.which("oxigraph")


def post(address, kind, text):
    request = urllib.request.Request(address, text.encode("utf-8"))
    request.add_header("Content-Type", f"application/sparql-{kind}")
    request.add_header("Accept", "application/sparql-results+json")
    with urllib.request.urlopen(request, timeout=300) as answer:
        return answer.read()


def rows(text, columns):
    """The rows of an answer in JSON, as a multiset."""
    bindings = json.loads(text)["results"]["bindings"]
    cells = lambda row: tuple(json.dumps(row.get(name), sort_keys=True, ensure_ascii=False) for name in columns)
    return collections.Counter(cells(row) for row in bindings)


def wait_for(process, port):
    """Until the server answers, or has ended."""
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"the server ended with {process.returncode}")


def compare(binary, store, address):
    wrong = asked = passed_over = 0
    for path in sorted(QUERIES.glob("*.rq")) + sorted((QUERIES / "tables").glob("*.rq")):
        query = path.read_text(encoding="utf-8")
        if re.search(r"^# param \w+ \w+:", query, re.M):
            passed_over += 1
            continue
        columns = re.findall(r"^# column (\w+)", query, re.M)
        theirs = rows(post(f"{address}/query", "query", query), columns)
        command = [binary, "query", str(path), "--store", store, "--format", "json"]
        ours = rows(subprocess.run(command, check=True, capture_output=True).stdout, columns)
        same = ours == theirs
        wrong += not same
        asked += 1
        name = path.relative_to(QUERIES).with_suffix("")
        print(f"{str(name):24}{ours.total():>8}{theirs.total():>8}  {'same' if same else 'DIFFERENT'}")
    print(f"{asked} queries asked, {passed_over} that need a parameter passed over")
    return wrong + (asked < 20)


def refuses_updates(address):
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    before = post(f"{address}/query", "query", count)
    try:
        post(f"{address}/update", "update", "INSERT DATA { <a:a> <a:a> <a:a> }")
        print("an update was taken")
        return False
    except urllib.error.HTTPError as error:
        print(f"an update is refused with {error.code}")
    return before == post(f"{address}/query", "query", count)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--store", required=True)
    arguments = parser.parse_args()
    program = server()
    if program is None:
        print("skipped: the program oxigraph is not installed")
        sys.exit(77)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, "serve-read-only", "--location", arguments.store, "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(process, port)
        address = f"http://127.0.0.1:{port}"
        wrong = compare(arguments.bin, arguments.store, address)
        wrong += not refuses_updates(address)
    finally:
        process.terminate()
        process.wait()
    print(subprocess.run([program, "--version"], capture_output=True, text=True).stdout.strip())
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
