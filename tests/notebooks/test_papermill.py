"""Papermill runs every notebook, and an unknown parameter is refused in words instead of being ignored."""

from __future__ import annotations

from pathlib import Path

import papermill
import pytest
from split_kernels import SplitKernel

from permanence_lib.workbook.reporting import over_files

ROOT = Path(__file__).resolve().parent.parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_papermill_runs_it_for_a_named_participant(path: Path, tmp_path: Path) -> None:
    """With the parameters it takes."""
    made = papermill.execute_notebook(
        path, tmp_path / path.name, {"participant": "somebody"}, progress_bar=False, config=over_files(tmp_path),
        kernel_manager_class=SplitKernel,
    )  # fmt: skip
    assert all(cell.metadata.papermill.status == "completed" for cell in made.cells if cell.cell_type == "code")


@pytest.mark.slow
def test_a_misspelt_parameter_stops_the_run_and_names_the_right_one(tmp_path: Path) -> None:
    """Papermill itself would only warn, and run for nobody."""
    with pytest.raises(
        papermill.PapermillExecutionError, match=r"no parameter 'particpant'.*Did you mean 'participant'\?"
    ):
        papermill.execute_notebook(
            ROOT / "notebooks" / "home.ipynb",
            tmp_path / "out.ipynb",
            {"particpant": "x"},
            progress_bar=False,
            config=over_files(tmp_path),
        )
