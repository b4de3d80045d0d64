// SPDX-License-Identifier: Apache-2.0
#include "python/bindings/labelled.hpp"

#include <pybind11/numpy.h>

#include <sstream>

namespace py = pybind11;

namespace yuqian::python {
namespace {

using Shape = std::vector<py::ssize_t>;

/// The vector itself becomes the array's memory.
template <class T>
py::array array_of(std::vector<T>&& values, const Shape& shape) {
  auto* kept = new std::vector<T>(std::move(values));
  const py::capsule owner(kept, [](void* memory) { delete static_cast<std::vector<T>*>(memory); });
  return py::array_t<T>(shape, kept->data(), owner);
}

py::array array_of(std::vector<std::string>&& texts, const Shape& shape) {
  py::array made(py::dtype("O"), shape);
  auto* cells = static_cast<PyObject**>(made.mutable_data());
  for (const std::string& text : texts) {
    py::object old = py::reinterpret_steal<py::object>(*cells);  // None, or nothing
    *cells++ = py::str(text).release().ptr();
  }
  return made;
}

struct AttributeToPython {
  py::object operator()(const std::string& text) const { return py::str(text); }
  // As readers of the file give them: numbers of numpy, not of Python.
  py::object operator()(double value) const {
    return array_of(std::vector{value}, {}).cast<py::object>()[py::tuple()];
  }
  py::object operator()(std::int32_t value) const {
    return array_of(std::vector{value}, {}).cast<py::object>()[py::tuple()];
  }
  py::object operator()(const std::vector<double>& list) const { return whole(list); }
  py::object operator()(const std::vector<std::int32_t>& list) const { return whole(list); }

 private:
  template <class T>
  static py::object whole(const std::vector<T>& list) {
    const Shape shape{static_cast<py::ssize_t>(list.size())};
    return array_of(std::vector<T>(list), shape);
  }
};

py::dict to_python(const data::Attributes& attributes) {
  py::dict made;
  for (const auto& [name, value] : attributes)
    made[py::str(name)] = std::visit(AttributeToPython{}, value);
  return made;
}

py::set names_in(const std::string& list) {
  py::set names;
  std::istringstream words(list);
  for (std::string word; words >> word;) names.add(py::str(word));
  return names;
}

}  // namespace

py::tuple to_python(data::LabelledData&& data) {
  py::list variables;
  for (data::LabelledData::Variable& v : data.variables) {
    const Shape shape(v.shape.begin(), v.shape.end());
    py::tuple dims(v.dims.size());
    for (std::size_t k = 0; k < v.dims.size(); ++k) dims[k] = py::str(v.dims[k]);
    const py::array values = std::visit(
        [&](auto& list) -> py::array { return array_of(std::move(list), shape); }, v.values);
    variables.append(py::make_tuple(v.name, dims, values, to_python(v.attributes)));
  }
  return py::make_tuple(to_python(data.attributes), variables, names_in(data.coordinates));
}

}  // namespace yuqian::python
