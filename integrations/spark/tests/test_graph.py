"""Mentions, pairs and graphs: what Spark counts is what the program counts."""

import json
import math
import operator

import pytest

from comention_spark import WEIGHTS, co_mentions, extractions, graph, graph_json, mentions
from comention_spark.window import Window


@pytest.fixture(scope="module")
def found(episodes):
    return extractions(episodes).persist()


@pytest.fixture(scope="module")
def told(found):
    return mentions(found).persist()


def test_mentions_are_those_of_the_program(told, comention) -> None:
    arguments = [
        "mentions",
        ".",
        "--format",
        "jsonl",
        "--kinds",
        "project,person,organization,event,work,other",
    ]
    expected = [json.loads(line) for line in comention(*arguments).splitlines()]
    names = told.columns[:16]
    assert set(expected[0]) | {"url"} == set(names)
    place = operator.itemgetter("episode", "path", "line", "column", "entity")
    rows = [{name: row[name] for name in names} for row in told.collect()]
    of_program = [{name: row.get(name) for name in names} for row in expected]
    assert sorted(rows, key=place) == sorted(of_program, key=place)


@pytest.mark.parametrize(
    "options",
    [
        {"weights": list(WEIGHTS)},
        {"window": "sentence", "weights": ["npmi", "log_likelihood"]},
        {"window": "60s", "min_episodes": 2},
        {"window": "turn", "kinds": ["person", "project", "organization"]},
        {"window": "5segments", "top": 20},
        {"window": "3sentences"},
    ],
    ids=lambda options: options.get("window", "episode"),
)
def test_tables_hold_what_the_json_graph_holds(told, comention, options) -> None:
    arguments = [
        "--window",
        options.get("window", "episode"),
        "--weight",
        ",".join(options.get("weights", ["count"])),
    ]
    arguments += ["--kinds", ",".join(options.get("kinds", ["project", "person"]))]
    arguments += ["--min-episodes", str(options.get("min_episodes", 1))]
    arguments += ["--top", str(options["top"])] if "top" in options else []
    expected = json.loads(comention("graph", ".", "--format", "json", *arguments))
    tables = graph(told, **options)
    nodes = {row.id: row.asDict(recursive=True) for row in tables.nodes.collect()}
    assert sorted(nodes) == [node["id"] for node in expected["nodes"]]
    for node in expected["nodes"]:
        node["years"] = {int(year): count for year, count in node["years"].items()}
        assert nodes[node["id"]] == {name: node[name] for name in nodes[node["id"]]}
    edges = {(row.source, row.target): row.asDict() for row in tables.edges.collect()}
    assert sorted(edges) == sorted((edge["source"], edge["target"]) for edge in expected["edges"])
    for edge in expected["edges"]:
        for name, value in edges[edge["source"], edge["target"]].items():
            if isinstance(value, float):
                assert math.isclose(value, edge[name], rel_tol=1e-9, abs_tol=1e-12), (edge, name)
            else:
                assert value == edge.get(name), (edge, name)


def test_the_json_graph_has_the_bytes_of_one_machine(found, comention, tmp_path) -> None:
    for number, arguments in enumerate([(), ("--window", "sentence", "--weight", "npmi")]):
        path = tmp_path / f"{number}.json"
        graph_json(found.repartition(5), path, arguments=arguments)
        assert path.read_bytes() == comention("graph", ".", "--format", "json", *arguments)


def test_pairs_stand_by_episode(told) -> None:
    pairs = co_mentions(told, window="sentence")
    assert pairs.columns == ["source", "target", "episode", "date", "windows"]
    assert pairs.where("source >= target or windows < 1").count() == 0
    assert pairs.count() > 20


def test_windows_are_read_as_the_program_reads_them() -> None:
    for text, window in [
        ("Sentence", Window("sentence")),
        ("2m", Window("second", 120)),
        ("90 seconds", Window("second", 90)),
        ("3sentences", Window("sentence", 3)),
        ("5segments", Window("segment", 5)),
    ]:
        assert Window.read(text) == window
    for text in ["", "60", "0s", "99999999999s", "5 turns", "-3s"]:
        with pytest.raises(ValueError, match="hint: windows are"):
            Window.read(text)


def test_an_unknown_weight_is_told(told) -> None:
    with pytest.raises(ValueError, match="unknown weight `pmi`\nhint: weights are count"):
        graph(told, weights=["pmi"])
