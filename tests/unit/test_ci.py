"""What CI systems read of us: the files are in order, and the commands in them do what they say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema

LOST = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><p corresp="#lost"/></TEI>'


@pytest.fixture
def edition(tmp_path: Path, root: Path) -> Path:
    """A folder with the letters of this edition, and one that is wrong."""
    shutil.copytree(root / "tei", tmp_path / "tei")
    shutil.copytree(root / "seeds", tmp_path / "seeds")
    shutil.copy(root / "edition.toml", tmp_path)
    (tmp_path / "wrong.xml").write_text(LOST)
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "epistola"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from epistola.cli import main; main()" "$@"\n')
    program.chmod(0o755)
    return tmp_path


def bash(script: str, folder: Path, root: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    surroundings = {
        **os.environ,
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(root / "src"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        **variables,
    }
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )


def action(root: Path) -> Any:
    return yaml.safe_load((root / "action.yml").read_text(encoding="utf-8"))


def inputs(root: Path, **told: str) -> dict[str, str]:
    """Return the variables of the step that validates, with the defaults of the action."""
    values = {name: entry["default"] for name, entry in action(root)["inputs"].items()} | told
    variables = action(root)["runs"]["steps"][-1]["env"]
    return {name: values[re.fullmatch(r"\$\{\{ inputs\.(\S+) \}\}", text)[1]] for name, text in variables.items()}  # type: ignore[index]


def published(name: str) -> jsonschema.protocols.Validator:
    """The schema that GitHub's or GitLab's users hold such files against."""
    schema = get_builtin_schema(f"vendor.{name}")
    return jsonschema.validators.validator_for(schema)(schema)


def template(root: Path, **told: str) -> dict[str, Any]:
    """The GitLab template as GitLab fills it in."""
    head, job = (root / "templates" / "validate.yml").read_text(encoding="utf-8").split("\n---\n")
    values = {name: entry["default"] for name, entry in yaml.safe_load(head)["spec"]["inputs"].items()} | told
    content: dict[str, Any] = yaml.safe_load(job)
    (name,) = content
    filled = {key: re.fullmatch(r"\$\[\[ inputs\.(\S+) \]\]", text) for key, text in content[name]["variables"].items()}
    assert {found[1] for found in filled.values() if found} | {"stage", "image"} == set(values)
    content[name]["variables"] = {key: values[found[1]] for key, found in filled.items() if found}
    return content


def run_template(root: Path, edition: Path, **told: str) -> subprocess.CompletedProcess[str]:
    """Run the script of the template; GitLab runs the lines of a script as one, in a POSIX shell or bash."""
    job = template(root, **told)["validate-letters"]
    return bash("\n".join(job["script"]), edition, root, **job["variables"])


def blocks(root: Path, language: str) -> list[str]:
    page = (root / "docs" / "how-to" / "ci.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", page, flags=re.DOTALL)


def test_the_action_validates_the_letters_and_marks_what_is_wrong(root: Path, edition: Path) -> None:
    script = action(root)["runs"]["steps"][-1]["run"]
    good = bash(script, edition, root, **inputs(root))
    assert (good.returncode, good.stdout) == (0, ""), good.stderr
    wrong = bash(script, edition, root, **inputs(root, paths="tei wrong.xml"))
    assert wrong.returncode == 1
    assert "::error file=wrong.xml,line=1" in wrong.stdout


def test_the_action_writes_a_report_and_follows_a_schema_and_known_findings(root: Path, edition: Path) -> None:
    script = action(root)["runs"]["steps"][-1]["run"]
    made = bash("epistola validate wrong.xml --write-baseline known.json", edition, root)
    assert made.returncode == 0
    told = inputs(root, paths="wrong.xml", baseline="known.json", format="sarif", report="out.sarif", schema="epistola")
    # known findings depend on the schema that found them: both are our own here
    assert bash(script, edition, root, **told).returncode == 0
    assert '"results": []' in (edition / "out.sarif").read_text(encoding="utf-8")


def test_a_value_of_the_action_is_never_run_as_a_command(root: Path, edition: Path) -> None:
    script = action(root)["runs"]["steps"][-1]["run"]
    bash(script, edition, root, **inputs(root, paths="tei;touch${IFS}made $(touch made)", schema="$(touch made)"))
    assert not (edition / "made").exists()


def test_the_action_and_the_examples_are_what_github_and_gitlab_read(root: Path) -> None:
    published("github-actions").validate(action(root))
    published("gitlab-ci").validate(template(root))
    for example in blocks(root, "yaml"):
        if ".github/workflows" in example:
            # YAML 1.1 reads “on” as true, GitHub doesn't
            content = yaml.safe_load(example)
            published("github-workflows").validate({("on" if key is True else key): v for key, v in content.items()})
        elif ".gitlab-ci.yml" in example:
            published("gitlab-ci").validate(yaml.safe_load(example))


def test_the_template_validates_the_letters_and_writes_a_report(root: Path, edition: Path) -> None:
    good = run_template(root, edition)
    assert good.returncode == 0, good.stderr
    assert 'failures="0"' in (edition / "findings.xml").read_text(encoding="utf-8")
    assert run_template(root, edition, paths="tei wrong.xml").returncode == 1
    assert "pointers/no-target" in (edition / "findings.xml").read_text(encoding="utf-8")


def test_the_template_follows_a_schema_and_known_findings(root: Path, edition: Path) -> None:
    assert (
        bash("epistola validate wrong.xml --schema epistola --write-baseline 'k 1.json'", edition, root).returncode == 0
    )
    told = {"paths": "wrong.xml", "baseline": "k 1.json", "schema": "epistola"}
    assert run_template(root, edition, **told).returncode == 0
    assert run_template(root, edition, **{**told, "schema": "no such.rng"}).returncode == 3
    assert "no such.rng" in (edition / "findings.xml").read_text(encoding="utf-8")


def test_a_value_of_the_template_is_never_run_as_a_command(root: Path, edition: Path) -> None:
    told = {"paths": "tei;touch${IFS}made $(touch made)", "schema": "$(touch made)", "baseline": "`touch made`"}
    run_template(root, edition, **told)
    assert not (edition / "made").exists()


def test_the_hook_is_given_files_and_finds_what_is_wrong(root: Path, edition: Path) -> None:
    (hook,) = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert bash(f"{hook['entry']} wrong.xml", edition, root).returncode == 1
    letters = " ".join(str(path.relative_to(edition)) for path in (edition / "tei").glob("*.xml"))
    assert bash(f"{hook['entry']} {letters}", edition, root).returncode == 0


def test_every_example_of_the_page_is_yaml_and_names_what_there_is(root: Path) -> None:
    hooks = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    examples = blocks(root, "yaml")
    assert len(examples) == 5
    for example in examples:
        content = yaml.safe_load(example)
        steps = content if isinstance(content, list) else content.get("jobs", {}).get("validate", {}).get("steps", [])
        for step in steps:
            if "epistola" in step.get("uses", ""):
                assert set(step["with"]) <= set(action(root)["inputs"])
        for included in content.get("include", []) if isinstance(content, dict) else []:
            known = yaml.safe_load((root / "templates" / "validate.yml").read_text().split("\n---\n")[0])
            assert set(included["inputs"]) <= set(known["spec"]["inputs"])
        for repo in content.get("repos", []) if isinstance(content, dict) else []:
            assert {hook["id"] for hook in repo["hooks"]} <= {hook["id"] for hook in hooks}


def test_the_commands_of_the_page_run(root: Path, edition: Path) -> None:
    gitlab = next(example for example in map(yaml.safe_load, blocks(root, "yaml")) if "letters" in example)
    for line in gitlab["letters"]["script"]:
        assert bash(line, edition, root).returncode == 0
    assert (edition / gitlab["letters"]["artifacts"]["reports"]["junit"]).read_text().startswith("<?xml")
    lines = [line[2:] for block in blocks(root, "console") for line in block.splitlines() if "tei_all" not in line]
    assert lines
    for line in lines:
        assert bash(line, edition, root).returncode == 0
