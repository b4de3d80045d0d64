# SPDX-License-Identifier: Apache-2.0
from . import draw as draw
from . import report as report
from ._benchmark import Benchmark as Benchmark
from ._benchmark import benchmark as benchmark
from ._questions import Scenario as Scenario
from ._questions import data_folder as data_folder
from ._questions import scenario as scenario
from ._questions import shipped as shipped
from ._results import checks as checks
from ._results import labels as labels
from ._results import load as load
from ._results import solved as solved
from ._results import title as title
from ._studies import assumptions as assumptions
from ._studies import batch as batch
from ._studies import govern as govern
from ._studies import io as io
from ._studies import sensitivity as sensitivity
from ._studies import solve as solve
from .errors import InputError as InputError
from .errors import ModelError as ModelError
from .errors import OutputError as OutputError

__version__: str
