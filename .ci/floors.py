#!/usr/bin/env python3
"""Compares the F1 figures of score.py with the floors of tests/score-floor.json.

  floors.py SET FIGURES.json            exit 1 where a figure is more than 0.005 below its floor
  floors.py --raise SET FIGURES.json    raises the floors of SET to the figures, never lowers one
"""
import json
import pathlib
import sys

FILE = pathlib.Path(__file__).resolve().parents[1] / "tests/score-floor.json"
TOLERANCE = 0.005


def main():
    arguments = [a for a in sys.argv[1:] if a != "--raise"]
    if len(arguments) != 2:
        sys.exit(__doc__)
    name, figures = arguments[0], json.loads(pathlib.Path(arguments[1]).read_text(encoding="utf-8"))
    floors = json.loads(FILE.read_text(encoding="utf-8"))
    floor = floors.setdefault(name, {})
    if "--raise" in sys.argv:
        for kind, figure in figures.items():
            floor[kind] = max(floor.get(kind, 0.0), round(figure["f1"], 3))
        FILE.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
        return
    low = [
        f"{kind}: {figures.get(kind, {'f1': 0.0})['f1']:.3f} is below the floor {least:.3f}"
        for kind, least in floor.items()
        if figures.get(kind, {"f1": 0.0})["f1"] < least - TOLERANCE
    ]
    risen = [k for k, f in figures.items() if f["f1"] > floor.get(k, 0.0) + TOLERANCE]
    if risen:
        print(f"{name}: above the floor, which may be raised: {', '.join(risen)}")
    if low:
        sys.exit(f"{name}: " + "; ".join(low))


if __name__ == "__main__":
    main()
