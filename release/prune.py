"""What is left out of an installed tree because the program never loads it.

Patterns are relative to the folder of packages. What Qt's libraries need of each other was read off the libraries
themselves; tests/packaging imports every module of the program with what is left.
"""

from __future__ import annotations

import shutil
from pathlib import Path

QT_MODULES = (
    "AxContainer", "Concurrent", "Designer", "Help", "OpenGL", "OpenGLWidgets", "Qml", "Quick", "QuickControls2",
    "QuickTest", "QuickWidgets", "Sql", "StateMachine", "Test", "UiTools", "Xml",
)  # fmt: skip
"""Modules of PySide6 that the program does not import."""
QT_LIBRARIES = (
    "3D",
    "Concurrent",
    "Designer",
    "Help",
    "Labs",
    "Lottie",
    "Qml",
    "Quick",
    "Sql",
    "Test",
    "UiTools",
    "Xml",
)
"""Beginnings of the names of Qt's own libraries that nothing left over needs."""
COMMON = (
    "**/*.h",
    "**/*.pxd",
    "**/*.pxi",
    "**/*.pyi",
    "**/*.pyx",
    "**/tests",
    "**/test",
    "*.dist-info/sboms",
    "studio/assets/**/*.po",
    "studio/assets/**/*.ts",
    "PySide6/Assistant*",
    "PySide6/assistant*",
    "PySide6/balsam*",
    "PySide6/designer*",
    "PySide6/linguist*",
    "PySide6/lrelease*",
    "PySide6/lupdate*",
    "PySide6/qml*",
    "PySide6/qsb*",
    "PySide6/rcc*",
    "PySide6/svgtoqml*",
    "PySide6/uic*",
    "PySide6/doc",
    "PySide6/glue",
    "PySide6/include",
    "PySide6/scripts",
    "PySide6/support",
    "PySide6/typesystems",
)
WINDOWS = (
    *COMMON,
    *(f"PySide6/Qt{name}.pyd" for name in (*QT_MODULES, "DBus", "LabsStyleKit", "QmlFeatures")),
    *(f"PySide6/Qt6{name}*.dll" for name in (*QT_LIBRARIES, "DBus", "OpenGL")),
    "PySide6/*.exe",
    "PySide6/*.lib",
    "PySide6/lib",
    "PySide6/metatypes",
    "PySide6/resources",
    "PySide6/opengl32sw.dll",
    "PySide6/pyside6qml*.dll",
    *(f"PySide6/{name}*.dll" for name in ("avcodec", "avformat", "avutil", "swscale", "swresample")),
    *(f"PySide6/plugins/{name}" for name in ("designer", "generic", "networkinformation", "platforminputcontexts")),
    *(f"PySide6/plugins/{name}" for name in ("qmllint", "qmltooling", "sqldrivers", "vectorimageformats")),
    "PySide6/plugins/imageformats/qpdf.dll",
    "PySide6/plugins/platforms/qdirect2d.dll",
    "PySide6/plugins/platforms/qminimal.dll",
    "PySide6/translations",
    "shiboken6/*.lib",
    *(f"*/{name}140*.dll" for name in ("concrt", "vcamp", "vccorlib")),
    "*/msvcp140_codecvt_ids.dll",
    "shiboken6/vcomp140.dll",
)
"""Qt's own words are in studio/assets/i18n. Of Microsoft's libraries, which PySide6 and shiboken6 each bring whole, no
library names one of those left out; `vcomp140.dll` is taken from PySide6."""
FRAME_BUFFERS = ("eglfs", "linuxfb", "minimal", "minimalegl", "vkkhrdisplay", "vnc")
"""Plugins of Qt for PCs that have no desktop."""
LINUX = (
    *COMMON,
    *(f"PySide6/Qt{name}.abi3.so" for name in QT_MODULES),
    *(f"PySide6/Qt/lib/libQt6{name}*.so*" for name in QT_LIBRARIES),
    "PySide6/Qt/libexec",
    "PySide6/Qt/metatypes",
    "PySide6/Qt/qml",
    "PySide6/Qt/translations",
    "PySide6/libpyside6qml*",
    *(f"PySide6/Qt/plugins/{name}" for name in ("designer", "egldeviceintegrations", "qmllint", "qmltooling")),
    *(f"PySide6/Qt/plugins/{name}" for name in ("generic", "networkinformation", "sqldrivers", "vectorimageformats")),
    "PySide6/Qt/plugins/wayland-graphics-integration-server",
    *(f"PySide6/Qt/plugins/platforms/libq{name}.so" for name in FRAME_BUFFERS),
    "PySide6/Qt/plugins/imageformats/libqpdf.so",
    "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
    *(f"PySide6/Qt/lib/libQt6{name}*.so*" for name in ("EglF", "OpenGLWidgets", "WaylandCompositor", "WaylandEglC")),
)


def prune(packages: Path, patterns: tuple[str, ...]) -> None:
    """Delete from `packages` what the patterns name; what is not there is no matter."""
    for pattern in patterns:
        for path in sorted(packages.glob(pattern)):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
