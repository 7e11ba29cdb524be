"""The audit fails on a finding and on nothing else; the bill of materials names what we depend on."""

import importlib.util
import json
import sys
from pathlib import Path

import pytest

CI = Path(__file__).parents[1] / ".ci"
pytestmark = pytest.mark.skipif(not CI.is_dir(), reason="needs a checkout")


def tool(name):
    spec = importlib.util.spec_from_file_location(f"ci_{name}", CI / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def audited(tmp_path, capfd):
    """Runs the audit over a stand-in for pip-audit; returns the exit code and all it said."""

    def run(code, known="", seconds=30):
        stand_in, accepted = tmp_path / "stand_in.py", tmp_path / "known.txt"
        stand_in.write_text(code, encoding="utf-8")
        accepted.write_text(known, encoding="utf-8")
        result = tool("audit").audit([sys.executable, str(stand_in)], accepted, seconds)
        return result, "".join(capfd.readouterr())

    return run


def answering(*packages, code=0):
    return f"import sys; print({json.dumps({'dependencies': list(packages)})!r}); sys.exit({code})"


CLEAN = {"name": "click", "version": "8.5.1", "vulns": []}
HOLE = {"name": "rich", "version": "15.0.0", "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-2026-1"]}]}
UNKNOWN = {"name": "httpx", "skip_reason": "Dependency not found"}


def test_a_finding_fails_unless_it_stands_there_with_a_reason(audited):
    found = answering(CLEAN, HOLE, code=1)
    assert audited(found) == (
        1,
        "rich 15.0.0: PYSEC-1\nAudited 2 packages: 1 findings that are not in known.txt.\n",
    )
    assert (
        audited(found, known="CVE-2026-1  only in its web server, which we do not have; until 0.3\n")[0] == 0
    )
    assert audited(found, known="CVE-2026-1\n")[0] == 1
    assert audited(found, known="# CVE-2026-1 a remark\n")[0] == 1
    assert audited(answering(CLEAN))[0] == 0


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("raise SystemExit('ConnectionError: no route to host')", "no route to host"),
        ("print('not JSON')", "no answer"),
        ("print('{}')", "no answer"),
        (answering(UNKNOWN, {"name": "conversation-kit", "skip_reason": "ours"}), "none of the 1 packages"),
        (answering(UNKNOWN, CLEAN), "these packages not: httpx"),
    ],
)
def test_what_was_not_audited_is_said_loudly_and_fails_nothing(audited, code, said):
    result, words = audited(code)
    assert result == 0
    assert "!! NOT AUDITED" in words
    assert said in words


def test_it_does_not_wait_for_ever(audited):
    result, words = audited("import time; time.sleep(600)", seconds=0.5)
    assert (result, "did not answer" in words) == (0, True)


def test_a_bill_of_materials_that_leaves_something_out_is_found(tmp_path):
    sbom = tool("sbom")
    parts = [{"name": name.replace("-", "_").title(), "version": version} for name, version in sbom.direct()]
    bill = tmp_path / "bom.json"
    bill.write_text(json.dumps({"bomFormat": "CycloneDX", "components": parts}), encoding="utf-8")
    assert sbom.missing(bill) == []
    bill.write_text(json.dumps({"bomFormat": "CycloneDX", "components": parts[1:]}), encoding="utf-8")
    assert sbom.missing(bill) == [" ".join(sbom.direct()[0])]
    bill.write_text("{}", encoding="utf-8")
    assert sbom.missing(bill)
