#!/usr/bin/env python3
"""Reads what `vnkg export` writes, and the ontology, with rdflib, which is not our program, and compares.

  rdflib_check.py --bin target/release/vnkg --store DIR

Needs rdflib 7 (pip install 'rdflib>=7'). Turtle, N-Triples, RDF/XML and the default graphs of TriG and JSON-LD
must hold the same triples; N-Quads, TriG and JSON-LD the same articles' graphs; and as many as vnkg.json says.
The files of ontology/ must be read without an error. Exit code 0 agreed, 1 not, 77 where rdflib is missing.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import rdflib
except ImportError:
    print("skipped: rdflib is not installed")
    sys.exit(77)

# "0042" is not 42: compare what is written.
rdflib.NORMALIZE_LITERALS = False

ROOT = pathlib.Path(__file__).resolve().parents[2]
TRIPLES = {"ttl": "turtle", "nt": "nt", "rdf": "xml"}
QUADS = {"nq": "nquads", "trig": "trig", "jsonld": "json-ld"}


def default_and_named(dataset):
    """The triples of the default graph, and the quads of the others."""
    default, named = set(), set()
    for s, p, o, graph in dataset.quads():
        if graph is None or graph == dataset.default_graph.identifier:
            default.add((s, p, o))
        else:
            named.add((s, p, o, graph))
    return default, named


def read(binary, store, folder):
    """Triples and quads of every export: {extension: (triples or None, quads or None)}."""
    found = {}
    for extension, format in {**TRIPLES, **QUADS}.items():
        path = folder / f"graph.{extension}"
        command = [binary, "export", "--store", store, "-o", str(path)]
        subprocess.run(command, check=True, capture_output=True)
        if extension in TRIPLES:
            found[extension] = set(rdflib.Graph().parse(path, format=format)), None
        else:
            default, named = default_and_named(rdflib.Dataset().parse(path, format=format))
            found[extension] = (None if extension == "nq" else default), named
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--store", required=True)
    arguments = parser.parse_args()
    manifest = json.loads((pathlib.Path(arguments.store) / "vnkg.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        found = read(arguments.bin, arguments.store, pathlib.Path(folder))
    triples, quads = found["nt"][0], found["nq"][1]
    wrong = len(triples) != manifest["triples"] or len(quads) != manifest["quads"]
    print(f"vnkg.json {manifest['triples']} triples {manifest['quads']} quads")
    for extension, (default, named) in found.items():
        same = (default is None or default == triples) and (named is None or named == quads)
        wrong |= not same
        counts = ["-" if part is None else len(part) for part in (default, named)]
        print(f"{extension:8}{counts[0]:>10}{counts[1]:>10}  {'same' if same else 'DIFFERENT'}")
    for path in sorted((ROOT / "ontology").glob("*.ttl")):
        print(f"{path.name}: {len(rdflib.Graph().parse(path))} triples")
    print(f"rdflib {rdflib.__version__}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
