#!/usr/bin/env python3
"""Asks a store with pyoxigraph, which is not our program, and compares.

  pyoxigraph_check.py --bin target/release/vnkg --store DIR

Needs pyoxigraph 0.5 (pip install 'pyoxigraph==0.5.13'). Compares the counts of vnkg.json with those of the
store, and the rows of the contract tables, by the same query files, with what our command writes as CSV.
"""
import argparse
import csv
import io
import json
import pathlib
import subprocess
import sys

import pyoxigraph

QUERIES = pathlib.Path(__file__).resolve().parents[2] / "queries"
TABLES = ["people", "bodies", "places", "holdings", "events", "attendance", "decisions", "statements"]


def counts(store):
    """Articles, quads in their graphs, triples in the default graph."""
    named = next(iter(store.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")))["n"].value
    default = next(iter(store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")))["n"].value
    return {"articles": len(list(store.named_graphs())), "quads": int(named), "triples": int(default)}


def rows_of(store, name):
    solutions = store.query((QUERIES / f"{name}.rq").read_text(encoding="utf-8"))
    columns = [variable.value for variable in solutions.variables]
    return columns, [["" if value is None else value.value for value in row] for row in solutions]


def rows_of_ours(binary, store, name):
    command = [binary, "query", name, "--store", store, "--format", "csv"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")
    columns, *rows = csv.reader(io.StringIO(text, newline=""))
    return columns, rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--store", required=True)
    arguments = parser.parse_args()
    store = pyoxigraph.Store.read_only(arguments.store)
    wrong = 0
    manifest = json.loads((pathlib.Path(arguments.store) / "vnkg.json").read_text(encoding="utf-8"))
    for key, value in counts(store).items():
        same = manifest[key] == value
        wrong += not same
        print(f"{key:12}{manifest[key]:>10}{value:>10}  {'same' if same else 'DIFFERENT'}")
    for name in TABLES:
        ours, theirs = rows_of_ours(arguments.bin, arguments.store, name), rows_of(store, name)
        same = ours == theirs
        wrong += not same
        print(f"{name:12}{len(ours[1]):>10}{len(theirs[1]):>10}  {'same' if same else 'DIFFERENT'}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
