# SPDX-License-Identifier: Apache-2.0
# The two commands. Everything else is CMake: cmake --list-presets
.PHONY: demo test
demo:
	scripts/demo
test:
	scripts/test
