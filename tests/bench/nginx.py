"""Two servers behind Debian's nginx on loopback, with a cookie that keeps a reader at one of them.

    with balancing([8501, 8502], folder) as address: ...

The settings come from ``deploy/nginx.conf``, the example for a real server: only its port, its
servers and its folders are changed.
"""

import contextlib
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.browser import ROOT, free_port, wait_for

EXAMPLE = ROOT / "deploy" / "nginx.conf"


def find_nginx() -> str | None:
    """Return where nginx stands, or nothing."""
    return shutil.which("nginx") or shutil.which("/usr/sbin/nginx")


@contextlib.contextmanager
def balancing(ports: Sequence[int], folder: Path) -> Iterator[str]:
    """Run nginx for a while before servers on these ports; gives its address.

    Raises:
        TimeoutError: it did not answer.
    """
    port = free_port()
    config = folder / "nginx.conf"
    config.write_text(settings(EXAMPLE.read_text("utf-8"), ports, port, folder), "utf-8")
    command = [str(find_nginx()), "-p", str(folder), "-c", str(config), "-e", "stderr"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def settings(example: str, ports: Sequence[int], port: int, folder: Path) -> str:
    """Return the example with other servers and another port, and nothing outside the folder."""
    servers = "\n".join(f"        server 127.0.0.1:{number};" for number in ports)
    text = re.sub(r"(?m)^ +server 127\.0\.0\.1:\d+;\n?", "", example)
    text = re.sub(r"(?m)^( +hash .*;)$", rf"\1\n{servers}", text)
    text = re.sub(r"(?m)^( +)listen [^;]+;", rf"\1listen 127.0.0.1:{port};", text)
    text = re.sub(r"(?m)^(pid|error_log|user) .*;\n", "", text)
    names = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = "".join(f"    {name}_temp_path {folder / name};\n" for name in names)
    text = text.replace("http {\n", f"http {{\n    access_log off;\n{paths}", 1)
    return f"daemon off;\npid {folder / 'nginx.pid'};\nerror_log stderr;\n{text}"
