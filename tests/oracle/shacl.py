"""Compares queries/checks/ with ontology/shapes.ttl: pySHACL reads the shapes, SPARQL asks the checks.

usage: python3 tests/oracle/shacl.py [FILE.ttl|FILE.nq ...]

Without files: every example in ontology/examples must break exactly the shape that its name says (none if good),
by the shapes and by the checks, at the same nodes. With files: both must report the same nodes, whatever they are.
Exit code 0 agreed, 1 not, 77 where pySHACL is missing (skipped). Uses pyoxigraph for the checks if it is there.
"""

import pathlib
import re
import sys

try:
    import pyshacl
    import rdflib
except ImportError:
    print("skipped: pyshacl and rdflib are not installed")
    sys.exit(77)
try:
    import pyoxigraph
except ImportError:
    pyoxigraph = None

ROOT = pathlib.Path(__file__).resolve().parents[2]
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
SHAPES = rdflib.Graph().parse(ROOT / "ontology/shapes.ttl")
CHECKS = sorted((ROOT / "queries/checks").glob("*.rq"))


def load(path):
    """The triples of a file, whatever graph they are in."""
    if path.suffix == ".nq":
        graph = rdflib.Graph()
        for s, p, o, _ in rdflib.Dataset().parse(path, format="nquads").quads():
            graph.add((s, p, o))
        return graph
    return rdflib.Graph().parse(path)


def node_shape(shape):
    """The named shape that a result's source shape belongs to."""
    while isinstance(shape, rdflib.BNode):
        shape = next(s for s, _, o in SHAPES.triples((None, None, shape)))
    return str(shape).rsplit("#", 1)[1]


def by_shapes(graph):
    """(shape, severity, focus) of every result of pySHACL."""
    _, report, text = pyshacl.validate(graph, shacl_graph=SHAPES, advanced=True, allow_warnings=True)
    if not isinstance(report, rdflib.Graph):
        raise SystemExit(f"pySHACL gave up: {text}")
    found = set()
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        shape = node_shape(report.value(result, SH.sourceShape))
        severity = str(report.value(result, SH.resultSeverity)).rsplit("#", 1)[1].lower()
        found.add((shape, severity, str(report.value(result, SH.focusNode))))
    return found


def by_checks(graph):
    """The same of every check."""
    if pyoxigraph:
        store = pyoxigraph.Store()
        store.load(graph.serialize(format="nt").encode(), pyoxigraph.RdfFormat.N_TRIPLES)
        ask = lambda query: (row["focus"].value for row in store.query(query))
    else:
        ask = lambda query: (str(row["focus"]) for row in graph.query(query))
    found = set()
    for path in CHECKS:
        query = path.read_text(encoding="utf-8")
        head = dict(re.findall(r"^# (shape|severity)\s+(\S+)", query, re.M))
        found |= {(head["shape"], head["severity"], focus) for focus in ask(query)}
    return found


def main(files):
    names = {(path.stem) for path in CHECKS}
    shapes = {str(s).rsplit("#", 1)[1] for s in SHAPES.subjects(rdflib.RDF.type, SH.NodeShape) if "#" in s}
    faults = [f"only one of shape and check: {name}" for name in sorted(names ^ shapes)]
    cases = files or sorted((ROOT / "ontology/examples").glob("*/*.ttl"))
    for path in cases:
        graph = load(path)
        shacl, sparql = by_shapes(graph), by_checks(graph)
        faults += [f"{path.name}: only SHACL {item}" for item in sorted(shacl - sparql)]
        faults += [f"{path.name}: only SPARQL {item}" for item in sorted(sparql - shacl)]
        if not files:
            expected = {path.stem.split(".")[0]} if path.parent.name == "bad" else set()
            found = {shape for shape, _, _ in shacl | sparql}
            if found != expected:
                faults.append(f"{path.parent.name}/{path.name}: expected {sorted(expected)}, found {sorted(found)}")
    print(*faults, f"{len(cases)} files, {len(CHECKS)} checks, {len(faults)} faults", sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main([pathlib.Path(name) for name in sys.argv[1:]]))
