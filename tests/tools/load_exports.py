"""Loads a graph in every format, each with the tool it is for, and checks that all tell the same.

    load_exports.py STEM NODE_FOLDER

STEM stands for STEM.json, STEM.gexf and so on. The JSON is the measure: the names of all nodes, and the names and the weight
of all edges, must be the same everywhere. NODE_FOLDER holds load_json.mjs with the packages that it needs.
"""

import concurrent.futures
import csv
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import time
import warnings
import xml.etree.ElementTree as ElementTree

import jsonschema
import networkx
import rdflib

import load_graph

warnings.simplefilter("error")
# Of its own use of its own parts.
warnings.filterwarnings("ignore", category=DeprecationWarning, module="rdflib")

HERE = pathlib.Path(__file__).resolve().parent
SCHEMA = rdflib.Namespace("https://schema.org/")
CLASSES = ["SoftwareApplication", "Person", "Organization", "Event", "CreativeWork", "Thing"]


def printable(name):
    """Formats that cannot hold control characters have blanks there."""
    return re.sub("[\x00-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff]", " ", name)


def as_cell(name):
    """Spreadsheets would run a cell that begins like a formula."""
    name = printable(name)
    return "'" + name if name.startswith(tuple("=+-@'")) else name


def as_drawn(name):
    """Graphviz draws a line a text, and in SVG blanks that do not break."""
    return printable(name).replace("\xa0", " ")


def told(nodes, edges, shown=str):
    """Names, and pairs of names with their weight, in an order of their own."""
    pairs = [(*sorted([shown(one), shown(other)]), float(weight)) for one, other, weight in edges]
    return sorted(map(shown, nodes)), sorted(pairs)


def of_json(stem):
    path = f"{stem}.json"
    load_graph.check(path, HERE.parent.parent / "schema" / "graph.schema.json")
    with open(path, encoding="utf-8") as file:
        graph = networkx.node_link_graph(json.load(file))
    return of_networkx(graph, "name")


def of_networkx(graph, name):
    assert type(graph) is networkx.Graph, type(graph)
    names = dict(graph.nodes(data=name))
    edges = [(names[one], names[other], weight) for one, other, weight in graph.edges(data="weight")]
    return list(names.values()), edges


def of_gexf(stem):
    graph = networkx.read_gexf(f"{stem}.gexf")
    for node, data in graph.nodes(data=True):
        assert set(data["viz"]) == {"color", "position", "size"}, node
        assert isinstance(data["mentions"], int) and isinstance(data["rank"], float), node
    return of_networkx(graph, "label")


def of_graphml(stem):
    graph = networkx.read_graphml(f"{stem}.graphml")
    for node, data in graph.nodes(data=True):
        assert isinstance(data["mentions"], int) and isinstance(data["x"], float), node
    return of_networkx(graph, "label")


def of_csv(stem):
    def rows(path):
        with open(path, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    names = {row["Id"]: row["Label"] for row in rows(f"{stem}.nodes.csv")}
    edges = rows(f"{stem}.edges.csv")
    assert all(row["Type"] == "Undirected" for row in edges)
    return list(names.values()), [(names[row["Source"]], names[row["Target"]], row["Weight"]) for row in edges]


def of_vosviewer(stem):
    with open(f"{stem}.vosviewer.json", encoding="utf-8") as file:
        data = json.load(file)
    with open(HERE / "vosviewer.schema.json", encoding="utf-8") as file:
        jsonschema.Draft202012Validator(json.load(file)).validate(data)
    network = data["network"]
    names = {item["id"]: item["label"] for item in network["items"]}
    assert len(names) == len(network["items"]), "an id stands twice"
    clusters = [cluster["cluster"] for cluster in network["clusters"]]
    assert len(set(clusters)) == len(clusters)
    assert {item["cluster"] for item in network["items"] if "cluster" in item} == set(clusters)
    links = network["links"]
    ends = [(names[link["source_id"]], names[link["target_id"]], link["strength"]) for link in links]
    return list(names.values()), ends


def of_dot(stem):
    """The picture, as SVG and as Graphviz itself would write it in JSON."""

    def drawn(form):
        run = subprocess.run(["dot", f"-T{form}", f"{stem}.dot"], capture_output=True, encoding="utf-8")
        assert run.returncode == 0 and not run.stderr, run.stderr
        return run.stdout

    names = {}
    for group in ElementTree.fromstring(drawn("svg")).iter("{http://www.w3.org/2000/svg}g"):
        if group.get("class") == "node":
            lines = ["".join(text.itertext()) for text in group.iter("{http://www.w3.org/2000/svg}text")]
            names[group.find("{*}title").text] = "\n".join(lines).replace("\xa0", " ")
    picture = json.loads(drawn("json"), strict=False)
    called = {thing["_gvid"]: names[thing["name"]] for thing in picture["objects"]}
    edges = [(called[edge["tail"]], called[edge["head"]], edge["weight"]) for edge in picture.get("edges", [])]
    return list(names.values()), edges


def statements(path):
    graph = rdflib.Graph()
    graph.parse(path)
    return graph


def of_turtle(stem):
    return of_statements(statements(f"{stem}.ttl"))


def of_json_ld(stem):
    return of_statements(statements(f"{stem}.jsonld"))


def digest(graph):
    """Of all statements, blank nodes aside: Turtle and JSON-LD must make the same ones."""

    def plain(term):
        return "" if isinstance(term, rdflib.BNode) else term.n3()

    lines = sorted(" ".join(map(plain, statement)) for statement in graph)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def of_statements(graph):
    names = {}
    for kind in CLASSES:
        for entity in graph.subjects(rdflib.RDF.type, SCHEMA[kind]):
            if isinstance(entity, rdflib.URIRef):
                names[entity] = str(graph.value(entity, SCHEMA.name, any=False))
    edges = []
    for observation in graph.subjects(rdflib.RDF.type, SCHEMA.Observation):
        ends = list(graph.objects(observation, SCHEMA.observationAbout))
        assert all(end in names for end in ends), "an end is no entity"
        if len(ends) == 2:
            edges.append((*(names[end] for end in ends), measured(graph, observation, "weight")))
    return list(names.values()), edges, digest(graph)


def measured(graph, observation, name):
    for value in graph.objects(observation, SCHEMA.variableMeasured):
        if str(graph.value(value, SCHEMA.name)) == name:
            return graph.value(value, SCHEMA.value).toPython()
    raise AssertionError(f"an observation without {name}")


def of_javascript(stem, folder, ending):
    command = ["node", f"{folder}/load_json.mjs", f"{stem}.{ending}"]
    run = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    data = json.loads(run.stdout)
    return data["nodes"], data["edges"]


# What is loaded, with what, and what becomes of a name there.
LOADERS = [
    ("ttl", "rdflib", of_turtle, str),
    ("jsonld", "rdflib", of_json_ld, str),
    ("gexf", "networkx", of_gexf, printable),
    ("graphml", "networkx", of_graphml, printable),
    ("csv", "csv", of_csv, as_cell),
    ("vosviewer.json", "jsonschema", of_vosviewer, str),
    ("dot", "Graphviz", of_dot, as_drawn),
    ("graphology.json", "graphology", of_javascript, str),
    ("gexf", "graphology", of_javascript, printable),
    ("graphml", "graphology", of_javascript, printable),
    ("cyjs", "cytoscape", of_javascript, str),
]


def load(stem, folder, ending, loader):
    """In a process of its own, for some take long."""
    start = time.monotonic()
    try:
        loaded = loader(stem, folder, ending) if loader is of_javascript else loader(stem)
    except Exception as error:
        # Not all errors of the libraries can go from process to process.
        raise RuntimeError(f"{stem}.{ending}: {type(error).__name__}: {error}") from None
    return loaded, time.monotonic() - start


def check(stem, folder):
    with concurrent.futures.ProcessPoolExecutor() as pool:
        jobs = [pool.submit(load, stem, folder, ending, loader) for ending, _, loader, _ in LOADERS]
        reference = of_json(stem)
        digests = set()
        for job, (ending, tool, _, shown) in zip(jobs, LOADERS):
            (nodes, edges, *digest), seconds = job.result()
            compare(f"{stem}.{ending}", told(nodes, edges), told(*reference, shown))
            digests.update(digest)
            print(f"{stem}.{ending}: {len(nodes)} nodes, {len(edges)} edges by {tool} ({seconds:.1f} s)")
        assert len(digests) == 1, "Turtle and JSON-LD tell different things"


def compare(path, loaded, expected):
    for got, wanted in zip(loaded, expected, strict=True):
        if got != wanted:
            missing = [one for one in wanted if one not in got][:3]
            added = [one for one in got if one not in wanted][:3]
            sys.exit(f"{path}: {len(got)} of {len(wanted)}\n  lacks {missing}\n  has {added}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    check(*sys.argv[1:])
