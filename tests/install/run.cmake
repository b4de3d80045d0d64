# SPDX-License-Identifier: Apache-2.0
# Installs the build into an empty prefix, moves the prefix (a package must not know where it was
# installed first), builds the consumer against it and runs it.
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE out)
  message("${out}")
  if(NOT code EQUAL 0)
    list(JOIN ARGN " " line)
    message(FATAL_ERROR "'${line}' ended with ${code}")
  endif()
  set(output "${out}" PARENT_SCOPE)
endfunction()

set(first ${WORK}/first)
set(prefix ${WORK}/prefix)
set(consumer ${WORK}/consumer-build)
file(REMOVE_RECURSE ${first} ${prefix} ${consumer})

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${first} --config ${CONFIG})
file(RENAME ${first} ${prefix})

# Nothing of the build or source tree may be left in the package files.
file(GLOB_RECURSE package ${prefix}/*.cmake)
foreach(file IN LISTS package)
  file(READ ${file} text)
  foreach(folder IN ITEMS ${SOURCE} ${BUILD} ${first})
    string(FIND "${text}" "${folder}/" at)
    if(NOT at EQUAL -1)
      message(FATAL_ERROR "${file} names ${folder}, which exists on this machine only")
    endif()
  endforeach()
endforeach()

run(${CMAKE_COMMAND} -S ${SOURCE}/tests/install/consumer -B ${consumer} -G ${GENERATOR}
  -D CMAKE_BUILD_TYPE=${CONFIG} -D CMAKE_CXX_COMPILER=${CXX}
  -D CMAKE_CXX_FLAGS=${CXX_FLAGS} -D CMAKE_PREFIX_PATH=${prefix})
run(${CMAKE_COMMAND} --build ${consumer})
run(${consumer}/consumer)
if(NOT output MATCHES "all four layers")
  message(FATAL_ERROR "the consumer ran, but did not say that it had used all four layers")
endif()

# The tutorial, as its page says, against the same prefix; its figures are the program's.
set(tutorial ${WORK}/tutorial-build)
file(REMOVE_RECURSE ${tutorial})
run(${CMAKE_COMMAND} -S ${SOURCE}/docs/tutorial -B ${tutorial} -G ${GENERATOR}
  -D CMAKE_BUILD_TYPE=${CONFIG} -D CMAKE_CXX_COMPILER=${CXX}
  -D CMAKE_CXX_FLAGS=${CXX_FLAGS} -D CMAKE_PREFIX_PATH=${prefix})
run(${CMAKE_COMMAND} --build ${tutorial})
run(${PYTHON} ${SOURCE}/tests/install/check_tutorial.py ${SOURCE} ${tutorial}/two_provinces
  ${prefix}/bin/yuqian ${tutorial})

# The installed program finds the installed data, not that of the source tree.
if(PROGRAM)
  run(${prefix}/bin/yuqian --version)
  if(NOT output MATCHES "${VERSION}")
    message(FATAL_ERROR "yuqian --version does not name ${VERSION}")
  endif()
  run(${prefix}/bin/yuqian info)
  string(FIND "${output}" "${prefix}/share/yuqian" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "yuqian info does not name ${prefix}/share/yuqian")
  endif()
endif()
