"""The articles of claim_cases*.toml, read once for every test that goes over them."""

import tomllib
from pathlib import Path
from typing import Any

CASES: list[dict[str, Any]] = [
    case
    for path in sorted(Path(__file__).parent.glob("claim_cases*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
