# SPDX-License-Identifier: Apache-2.0
# How everything is compiled: build type, warnings, ccache. Nothing here is installed.
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Build type" FORCE)
endif()
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(YUQIAN_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(YUQIAN_CCACHE_PROGRAM ccache)
  if(YUQIAN_CCACHE_PROGRAM)
    # By default ccache takes no source that includes a precompiled header.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
        ${YUQIAN_CCACHE_PROGRAM})
  endif()
endif()

# Where sources are compiled together (YUQIAN_UNITY), a local name would seem to shadow what another
# source has in its anonymous namespace; what a source shadows of its own, `dev` shows.
add_library(yuqian_warnings INTERFACE)
target_compile_options(yuqian_warnings INTERFACE -Wall -Wextra -Wpedantic
  $<$<NOT:$<BOOL:$<TARGET_PROPERTY:UNITY_BUILD>>>:-Wshadow>
  $<$<BOOL:${YUQIAN_WERROR}>:-Werror>)
