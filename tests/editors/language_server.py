"""A client of yaml-language-server, which completes and checks YAML in Visual Studio Code and other editors."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from conftest import ROOT

SERVER = Path(__file__).parent / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"


class Editor:
    """An editor with the folder of a project open, as the settings in its ``.vscode/`` say."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path) -> None:
        assert process.stdin
        assert process.stdout
        self._in: IO[bytes] = process.stdin
        self._out: IO[bytes] = process.stdout
        self._root = root
        self._asked = 0
        self._versions: Counter[str] = Counter()
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        self.settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
        self._ask("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": CAPABILITIES})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": {"yaml": self._section("yaml")}})

    def mistakes(self, path: str, text: str) -> list[str]:
        """Open a file with this text; return what the server says is wrong, each with its line, counted from 1."""
        uri = self._open(path, text)
        while uri not in self._diagnostics:
            self._read()
        return [f"{item['range']['start']['line'] + 1}: {item['message']}" for item in self._diagnostics[uri]]

    def completions(self, path: str, text: str) -> dict[str, str]:
        """Return what the server proposes at the end of a text, with its explanations."""
        uri = self._open(path, text)
        *before, last = text.split("\n")
        place = {"textDocument": {"uri": uri}, "position": {"line": len(before), "character": len(last)}}
        found = self._ask("textDocument/completion", place)
        items = found["items"] if isinstance(found, dict) else found or []
        return {item["label"]: _text(item.get("documentation")) for item in items}

    def explanation(self, path: str, text: str, line: int, column: int) -> str:
        """Return what the server says of what is at a place, both counted from 1."""
        uri = self._open(path, text)
        place = {"textDocument": {"uri": uri}, "position": {"line": line - 1, "character": column - 1}}
        found = self._ask("textDocument/hover", place)
        return _text(found["contents"]) if found else ""

    def _open(self, path: str, text: str) -> str:
        """Give a file this text, as if somebody had typed it."""
        uri = (self._root / path).as_uri()
        self._diagnostics.pop(uri, None)
        self._versions[uri] += 1
        document = {"uri": uri, "version": self._versions[uri]}
        if self._versions[uri] == 1:
            self._tell("textDocument/didOpen", {"textDocument": {**document, "languageId": "yaml", "text": text}})
        else:
            self._tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})
        return uri

    def _section(self, name: str) -> dict[str, Any]:
        """Return the settings of a section as nested mappings: ``yaml.schemas`` as ``schemas``."""
        found: dict[str, Any] = {}
        for key, value in self.settings.items():
            first, *steps = key.split(".")
            if first == name and steps:
                inner = found
                for step in steps[:-1]:
                    inner = inner.setdefault(step, {})
                inner[steps[-1]] = value
        return found or self.settings.get(name, {})

    def _ask(self, method: str, parameters: object) -> Any:
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": parameters})
        while True:
            message = self._read()
            if message.get("id") == self._asked and "method" not in message:
                return message.get("result")

    def _tell(self, method: str, parameters: object) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._in.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._in.flush()

    def _read(self) -> dict[str, Any]:
        """Read one message; answer it if it is a question, and keep what it says is wrong."""
        length = 0
        while (line := self._out.readline().strip()) or not length:
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(self._out.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message and "method" in message:
            self._send({"id": message["id"], "result": self._answer(message)})
        return message

    def _answer(self, message: dict[str, Any]) -> Any:
        if message["method"] == "workspace/configuration":
            return [self._section(item.get("section", "")) for item in message["params"]["items"]]
        return None


CAPABILITIES = {
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"]}},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "publishDiagnostics": {},
    },
    "workspace": {"configuration": True, "workspaceFolders": True, "didChangeConfiguration": {}},
}


def _text(content: Any) -> str:
    return content.get("value", "") if isinstance(content, dict) else str(content or "")


@contextmanager
def open_editor(root: Path) -> Iterator[Editor]:
    """Give an editor with the project at `root` open."""
    command = ["node", str(SERVER), "--stdio"]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=None) as process:
        try:
            yield Editor(process, root)
        finally:
            process.kill()
