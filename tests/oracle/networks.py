"""Reads what vnkg draws for other programs with networkx, which is not our program, and measures it again.

usage: python3 tests/oracle/networks.py --bin target/release/vnkg --store DIR [--together]
       python3 tests/oracle/networks.py --files FOLDER

GraphML, GEXF, JSON and CSV of one picture must hold the same nodes and edges with the same values of the same
types. With --store also the numbers of `vnkg measure`: degree, PageRank, betweenness, components, and communities
no worse than those of networkx by more than 0.02 of modularity. With --files the pictures are taken as they lie
in the folder: graph.json, graph.graphml, graph.gexf, graph.csv, graph.nodes.csv.
Exit code 0 agreed, 1 not, 77 where networkx is missing (skipped).
"""

import argparse
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import networkx
except ImportError:
    print("skipped: networkx is not installed")
    sys.exit(77)

# Each format has its own place for these, or none.
OWN = {"id", "x", "y", "source", "target", "key", "value", "name"}
EXACT = 3000


def plain(data, leave=frozenset()):
    """Values that mean something in every format, by name."""
    return {key: value for key, value in data.items() if key not in OWN | leave and value not in (None, "")}


def same(one, other):
    """Equal and of one type; spreadsheets and XML write decimals as text."""
    return type(one) is type(other) and (one == other if not isinstance(one, float) else abs(one - other) < 1e-6)


def compare(what, found, expected, faults):
    """Dictionaries of dictionaries: the same names, values and types."""
    for name in sorted(set(found) ^ set(expected), key=str):
        faults.append(f"{what}: {'only there' if name in found else 'missing'}: {name}")
    for name in set(found) & set(expected):
        keys = set(found[name]) | set(expected[name])
        for key in sorted(keys):
            one, other = found[name].get(key), expected[name].get(key)
            if not same(one, other):
                faults.append(f"{what}: {name} {key}: {one!r} is not {other!r}")


def from_json(path):
    """Nodes and edges of the JSON, read as they stand and by networkx."""
    text = json.loads(path.read_text(encoding="utf-8"))
    nodes = {node["data"]["id"]: node["data"] for node in text["elements"]["nodes"]}
    edges = {edge["data"]["id"]: edge["data"] for edge in text["elements"]["edges"]}
    graph = networkx.cytoscape_graph(text)
    assert set(graph.nodes) == set(nodes), "networkx finds other nodes in the JSON"
    assert graph.number_of_edges() == len(edges), "networkx finds other edges in the JSON"
    return nodes, edges


def check_files(folder):
    """All formats against the JSON."""
    faults = []
    nodes, edges = from_json(folder / "graph.json")
    iri = {data["iri"]: name for name, data in nodes.items()}
    expected_nodes = {name: plain(data) for name, data in nodes.items()}
    expected_edges = {name: plain(data) for name, data in edges.items()}

    graph = networkx.read_graphml(folder / "graph.graphml", force_multigraph=True)
    ours = {node: iri[data["iri"]] for node, data in graph.nodes(data=True)}
    compare("GraphML nodes", {ours[n]: plain(d) for n, d in graph.nodes(data=True)}, expected_nodes, faults)
    compare("GraphML edges", {k: plain(d) for _, _, k, d in graph.edges(keys=True, data=True)}, expected_edges, faults)
    for a, b, key in graph.edges(keys=True):
        if (ours[a], ours[b]) != (edges[key]["source"], edges[key]["target"]):
            faults.append(f"GraphML: edge {key} joins others")

    graph = networkx.read_gexf(folder / "graph.gexf")
    graph = networkx.MultiDiGraph(graph) if not graph.is_multigraph() else graph
    built_in = {"viz", "colour", "size", "weight", "label"}
    found = {n: plain(d, built_in) for n, d in graph.nodes(data=True)}
    compare("GEXF nodes", found, {n: plain(d, built_in) for n, d in nodes.items()}, faults)
    labels = {n: {"label": d["label"]} for n, d in graph.nodes(data=True)}
    compare("GEXF labels", labels, {n: {"label": d["label"]} for n, d in nodes.items()}, faults)
    found = {d["id"]: plain(d, built_in) for _, _, d in graph.edges(data=True)}
    compare("GEXF edges", found, {n: plain(d, built_in) for n, d in edges.items()}, faults)
    for a, b, data in graph.edges(data=True):
        wanted = edges[data["id"]]
        if (a, b, data["weight"]) != (wanted["source"], wanted["target"], wanted["weight"]):
            faults.append(f"GEXF: edge {data['id']} joins others or weighs something else")

    check_tables(folder, nodes, edges, faults)
    print(f"{len(nodes)} nodes and {len(edges)} edges in four formats, {len(faults)} faults")
    return faults


def check_tables(folder, nodes, edges, faults):
    """The two CSV files: text only, and an apostrophe before what a spreadsheet would run."""
    def cells(data):
        text = lambda v: f"{v:.1f}" if isinstance(v, float) else str(v)
        mark = lambda v: "'" + v if isinstance(v, str) and v[:1] in "=+-@\t\r" and v else text(v)
        return {key: mark(value) for key, value in plain(data).items()}

    def rows(name):
        with open(folder / name, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    extra = {"Id", "Source", "Target", "Type", "from", "to"}
    found = {row["Id"]: plain(row, extra) for row in rows("graph.nodes.csv")}
    compare("CSV nodes", found, {name: cells(data) for name, data in nodes.items()}, faults)
    table = rows("graph.csv")
    found = {row["Id"]: plain(row, extra) for row in table}
    compare("CSV edges", found, {name: cells(data) for name, data in edges.items()}, faults)
    for row in table:
        if (row["Source"], row["Target"]) != (edges[row["Id"]]["source"], edges[row["Id"]]["target"]):
            faults.append(f"CSV: edge {row['Id']} joins others")


def check_measures(folder):
    """The table of `vnkg measure` against networkx on the GraphML."""
    faults = []
    with open(folder / "measures.csv", encoding="utf-8", newline="") as file:
        rows = {row["iri"]: row for row in csv.DictReader(file)}
    directed = networkx.read_graphml(folder / "graph.graphml", force_multigraph=True)
    graph = networkx.Graph()
    for a, b, data in directed.edges(data=True):
        a, b = directed.nodes[a]["iri"], directed.nodes[b]["iri"]
        weight = graph.get_edge_data(a, b, {"weight": 0})["weight"] + data["weight"]
        graph.add_edge(a, b, weight=weight)
    if set(graph) != set(rows):
        faults.append(f"other nodes: {sorted(set(graph) ^ set(rows))[:5]}")
        return faults

    def numbers(name, expected, near):
        off = max((abs(float(rows[node][name]) - value) for node, value in expected.items()), default=0.0)
        print(f"{name:14} differs by {off:.2e} at most")
        if off > near:
            faults.append(f"{name} differs by {off}")

    numbers("degree", dict(graph.degree()), 0)
    numbers("pagerank", networkx.pagerank(graph, tol=1e-12, max_iter=1000), 1e-8)
    if len(graph) <= EXACT:
        numbers("betweenness", networkx.betweenness_centrality(graph), 1e-8)
    groups = lambda name: {
        frozenset(n for n in rows if rows[n][name] == number) for number in {r[name] for r in rows.values()}
    }
    if groups("component") != {frozenset(part) for part in networkx.connected_components(graph)}:
        faults.append("other components")
    modularity = lambda parts: networkx.community.modularity(graph, parts)
    ours = modularity(groups("community"))
    theirs = max(modularity(networkx.community.louvain_communities(graph, seed=seed)) for seed in range(3))
    print(f"modularity     {ours:.4f}, of networkx {theirs:.4f}")
    if ours < theirs - 0.02:
        faults.append(f"communities of modularity {ours}, networkx finds {theirs}")
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin")
    parser.add_argument("--store")
    parser.add_argument("--together", action="store_true", help="the graph of people who took part together")
    parser.add_argument("--files", type=pathlib.Path)
    arguments = parser.parse_args()
    if arguments.files:
        faults = check_files(arguments.files)
    else:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            scope = ["--store", arguments.store] + (["--together"] if arguments.together else [])
            run = lambda *words: subprocess.run([arguments.bin, *words, *scope], check=True, stdout=subprocess.DEVNULL)
            for extension in ["json", "graphml", "gexf", "csv"]:
                run("draw", "--limit", "1000000", "-o", str(folder / f"graph.{extension}"))
            run("measure", "-o", str(folder / "measures.csv"))
            faults = check_files(folder) + check_measures(folder)
    print(*faults[:40], sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
