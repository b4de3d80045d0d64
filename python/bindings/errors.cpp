// SPDX-License-Identifier: Apache-2.0
#include "python/bindings/errors.hpp"

#include <pybind11/pybind11.h>

#include <yuqian/data/error.hpp>
#include <yuqian/data/output_file.hpp>
#include <yuqian/model/kernel/builder.hpp>

namespace py = pybind11;

namespace yuqian::python {
namespace {

py::object or_none(const std::string& text) {
  return text.empty() ? py::object(py::none()) : py::object(py::str(text));
}

py::object or_none(int position) {
  return position > 0 ? py::object(py::int_(position)) : py::object(py::none());
}

template <class... Arguments>
void raise(const char* name, Arguments&&... arguments) {
  const py::object type = py::module_::import("yuqian.errors").attr(name);
  const py::object error = type(std::forward<Arguments>(arguments)...);
  PyErr_SetObject(type.ptr(), error.ptr());
}

void translate(std::exception_ptr thrown) {
  try {
    if (thrown) std::rethrow_exception(thrown);
  } catch (const data::InputError& e) {
    raise("InputError", py::str(e.what()), or_none(e.where().file), or_none(e.where().line),
          or_none(e.where().column), or_none(e.label()), or_none(e.message()), or_none(e.hint()));
  } catch (const data::OutputError& e) {
    raise("OutputError", py::str(e.what()));
  } catch (const model::ModelError& e) {
    raise("ModelError", py::str(e.what()));
  }
}

}  // namespace

void translate_errors() { py::register_exception_translator(&translate); }

}  // namespace yuqian::python
