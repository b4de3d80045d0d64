# SPDX-License-Identifier: Apache-2.0
"""The font of the pictures: Noto Sans CJK SC, with the glyphs of simplified Chinese."""
import functools
import os
import tempfile
from pathlib import Path

from .errors import ReportError

FAMILY = "Noto Sans CJK SC"
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_WEIGHTS = {"Regular": "normal", "Bold": "bold"}


def collections():
    """Files that hold the font: weight to path. Debian's fonts-noto-cjk has collections of all scripts."""
    found = {}
    for folder in _FOLDERS:
        for weight in _WEIGHTS:
            for path in sorted(Path(folder).expanduser().rglob(f"NotoSansCJK*-{weight}.[ot]t[cf]")):
                found.setdefault(weight, path)
    return found


def require():
    if "Regular" not in collections():
        raise ReportError(f"缺少字体“{FAMILY}”，图中的汉字无法显示；请安装Debian软件包fonts-noto-cjk。",
                          f'the font "{FAMILY}" is missing, so Chinese characters cannot be drawn; '
                          "install the Debian package fonts-noto-cjk.")


@functools.lru_cache
def use():
    """Registers the font with matplotlib and makes it the default. matplotlib reads only the first font
    of a collection, which is the Japanese one; the Chinese one is taken out and kept in the cache."""
    import matplotlib
    from matplotlib import font_manager
    require()
    for weight, path in collections().items():
        font_manager.fontManager.addfont(_simplified_chinese(path, weight))
    matplotlib.rcParams.update({
        "font.family": [FAMILY, "DejaVu Sans"], "axes.unicode_minus": True, "svg.fonttype": "path",
        "svg.hashsalt": "yuqian", "font.size": 9, "axes.spines.top": False, "axes.spines.right": False})
    return FAMILY


def _simplified_chinese(path, weight):
    from fontTools.ttLib import TTCollection
    stamp = path.stat()
    name = f"{path.stem}-sc-{stamp.st_size}-{int(stamp.st_mtime)}.otf"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "yuqian"
    if (cache / name).is_file():
        return str(cache / name)
    for font in TTCollection(path, lazy=True).fonts:
        if font["name"].getDebugName(1) == FAMILY or font["name"].getDebugName(16) == FAMILY:
            return _save(font, cache, name)
    raise ReportError(f"{path}中没有字体“{FAMILY}”（{weight}）。",
                      f'{path} does not hold the font "{FAMILY}" ({weight}).')


def _save(font, cache, name):
    """Into the cache by renaming, so that two reports at once do no harm; elsewhere if that is shut."""
    for place in (lambda: cache, lambda: Path(tempfile.mkdtemp(prefix="yuqian-font-"))):
        try:
            folder = place()
            folder.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=folder, suffix=".otf")
            os.close(handle)
            font.save(temporary)
            os.replace(temporary, folder / name)
            return str(folder / name)
        except OSError:
            continue
    raise ReportError("无处存放字体的临时文件。", "there is no place for the temporary file of the font.")
