#!/usr/bin/env python3
"""Has programs of others take what we hand on: pySHACL an exported store with our shapes, owlready2 our ontology.

  ontology_check.py --bin target/release/vnkg --store DIR

Needs pySHACL, rdflib and owlready2 (pip install pyshacl rdflib owlready2). The exported Turtle must break no shape
of severity Violation. owlready2 reads no Turtle, so rdflib hands it the ontology as N-Triples and the store as our own
RDF/XML: both must be loaded with every triple. Exit code 0 agreed, 1 not, 77 where one of them is missing.
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

try:
    import owlready2
    import pyshacl
    import rdflib
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

ONTOLOGY = pathlib.Path(__file__).resolve().parents[2] / "ontology"
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def exported(arguments, folder, extension):
    path = folder / f"graph.{extension}"
    command = [arguments.bin, "export", "--store", arguments.store, "-o", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return path


def breaks_shapes(path):
    """The violations that pySHACL finds; warnings are counted and told."""
    data = rdflib.Graph().parse(path)
    shapes = rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=True, allow_warnings=True)
    results = list(report.subjects(rdflib.RDF.type, SH.ValidationResult))
    found = {"Violation": [], "Warning": [], "Info": []}
    for result in results:
        severity = str(report.value(result, SH.resultSeverity)).rsplit("#", 1)[1]
        found[severity].append(str(report.value(result, SH.focusNode)))
    told = ", ".join(f"{len(nodes)} {severity}" for severity, nodes in found.items())
    print(f"pySHACL {pyshacl.__version__}: {len(data)} triples, {told}")
    return found["Violation"]


def loaded(path, graph):
    """What owlready2 makes of a file; it declares the file an ontology where it does not say so itself."""
    declared = (None, rdflib.RDF.type, rdflib.OWL.Ontology) in graph
    expected = len(graph) + (not declared)
    world = owlready2.World()
    before = len(world.graph)
    ontology = world.get_ontology(path.as_uri()).load()
    triples = len(world.graph) - before
    print(f"owlready2 {owlready2.VERSION}: {path.name}, {triples} of {expected} triples, base {ontology.base_iri}")
    return triples == expected


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--store", required=True)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        broken = breaks_shapes(exported(arguments, folder, "ttl"))
        print(*broken[:20], sep="\n")
        right = not broken
        for source in sorted(ONTOLOGY.glob("*.ttl")):
            if source.name == "shapes.ttl":
                continue
            graph = rdflib.Graph().parse(source)
            path = folder / f"{source.stem}.nt"
            graph.serialize(path, format="nt", encoding="utf-8")
            right &= loaded(path, graph)
        path = exported(arguments, folder, "rdf")
        right &= loaded(path, rdflib.Graph().parse(path, format="xml"))
    sys.exit(0 if right else 1)


if __name__ == "__main__":
    main()
