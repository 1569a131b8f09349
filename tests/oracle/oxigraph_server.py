#!/usr/bin/env python3
"""Has the official `oxigraph` server answer our queries over HTTP from a store of ours, and compares.

  oxigraph_server.py --bin target/release/vnkg --store DIR

Needs the program `oxigraph` 0.5 beside this Python or on the PATH (pip install 'oxigraph==0.5.13'). It opens the store
read-only. Every query of queries/ and queries/tables/ must give the rows that `vnkg query` gives, a query with parameters
for what the store has most to tell of: there they are bound by VALUES, the way of SPARQL itself. An update must be
refused. Exit code 0 agreed, 1 not, 77 where the program is missing.
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


PREFIXES = """PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX vk: <https://w3id.org/vnkg/ns#>
"""
# What is asked about, by the name of a parameter or else by its type: a SELECT of ?x, the most telling first.
MOST = "SELECT ?x {{ ?s ?p ?x . ?x a {} }} GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x"
VALUES = {
    "subject": "SELECT ?x { ?x vk:within ?y } ORDER BY ?x ?y",
    "predicate": "SELECT ?x { VALUES ?x { vk:within } }",
    "object": "SELECT (?y AS ?x) { ?z vk:within ?y } ORDER BY ?z ?y",
    "number": "SELECT DISTINCT ?x { ?d vk:recordedIn/eli:id_local ?x } ORDER BY ?x",
    "by": "SELECT ?x { ?d vk:decidedBy ?x } GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x",
    "to": "SELECT ?x { ?d vk:modality vk:Assigned ; vk:aboutBody|vk:aboutPerson ?x } GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x",
    "about": "SELECT ?x { ?d a vk:Decision ; vk:aboutPlace|vk:aboutBody ?x } GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x",
    "in": "SELECT ?x { ?d vk:amount ?m ; vk:aboutPlace/vk:within* ?x } GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x",
    "since": 'SELECT ?x { VALUES ?x { "2000-01-01"^^<http://www.w3.org/2001/XMLSchema#date> } }',
    "until": 'SELECT ?x { VALUES ?x { "2030-12-31"^^<http://www.w3.org/2001/XMLSchema#date> } }',
    "on": 'SELECT ?x { VALUES ?x { "2030-12-31"^^<http://www.w3.org/2001/XMLSchema#date> } }',
    "name": "SELECT DISTINCT ?x { ?c org:resultingOrganization ?x } ORDER BY ?x",
    "person": MOST.format("foaf:Person"),
    "body": "SELECT ?x { ?h org:organization ?x ; vk:attested ?t . ?t vk:status 'current' ; vk:observedOn ?d } "
            "GROUP BY ?x ORDER BY DESC(COUNT(*)) ?x",
    "any": MOST.format("foaf:Person"),
}


def term(cell):
    """A cell of an answer in JSON, as SPARQL writes it."""
    if cell["type"] == "uri":
        return f"<{cell['value']}>"
    kind = f"^^<{cell['datatype']}>" if "datatype" in cell else ""
    return json.dumps(cell["value"], ensure_ascii=False) + kind


def bound(query, values):
    """The query with a VALUES in each SELECT that projects the parameters, for nothing else reaches in there."""
    def put(found):
        names = [name for name in values if re.search(rf"\?{name}\b", re.sub(r"\(.*\)", "", found[1], flags=re.S))]
        if not names:
            return found[0]
        variables = " ".join(f"?{name}" for name in names)
        row = " ".join(term(values[name]) for name in names)
        return f"{found[0]} VALUES ({variables}) {{ ({row}) }} "
    return re.sub(r"\bSELECT\b((?:(?!\bSELECT\b).)*?)\bWHERE \{", put, query, flags=re.S)


def settings(query, address):
    """A value for each parameter that the query needs."""
    values = {}
    for name, kind in re.findall(r"^# param (\w+) (\w+):", query, re.M):
        select = VALUES.get(name) or VALUES.get(kind) or VALUES["any"]
        found = json.loads(post(f"{address}/query", "query", f"{PREFIXES}{select} LIMIT 1"))["results"]["bindings"]
        if not found:
            raise SystemExit(f"the store has nothing for the parameter {name}: {select}")
        values[name] = found[0]["x"]
    return values


def compare(binary, store, address):
    wrong = asked = empty = 0
    for path in sorted(QUERIES.glob("*.rq")) + sorted((QUERIES / "tables").glob("*.rq")):
        query = path.read_text(encoding="utf-8")
        values = settings(query, address)
        columns = re.findall(r"^# column (\w+)", query, re.M)
        theirs = rows(post(f"{address}/query", "query", bound(query, values)), columns)
        command = [binary, "query", str(path), "--store", store, "--format", "json"]
        for name, cell in values.items():
            command += ["--set", f"{name}={cell['value']}"]
        ours = rows(subprocess.run(command, check=True, capture_output=True).stdout, columns)
        same = ours == theirs
        wrong += not same
        asked += 1
        empty += values != {} and not ours
        name = path.relative_to(QUERIES).with_suffix("")
        print(f"{str(name):24}{ours.total():>8}{theirs.total():>8}  {'same' if same else 'DIFFERENT'}")
    print(f"{asked} queries asked; of those with parameters {empty} have no row")
    return wrong + (asked < 50) + empty


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
