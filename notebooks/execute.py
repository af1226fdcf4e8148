"""Runs notebooks from top to bottom, and keeps them with what they printed and drew.

python execute.py FOLDER NOTEBOOK...   for example: python execute.py target/executed december
"""

import pathlib
import sys

import nbclient
import nbformat

HERE = pathlib.Path(__file__).parent


def execute(name, folder):
    notebook = nbformat.read(HERE / f"{name}.ipynb", as_version=4)
    client = nbclient.NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(HERE)}})
    try:
        client.execute()
    except nbclient.exceptions.CellExecutionError as failure:
        raise SystemExit(f"{name}.ipynb: {failure.ename}: {failure.evalue}") from None
    finally:
        nbformat.write(notebook, folder / f"{name}.ipynb")
    streams = [o.text for cell in notebook.cells for o in cell.get("outputs", []) if o.output_type == "stream"]
    print(f"{name}.ipynb: {''.join(streams).strip().splitlines()[-1]}", flush=True)


def main(folder, *names):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        execute(name, folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
