// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/h5_reader.hpp>

#include <hdf5.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <cstring>

#include <yuqian/data/error.hpp>
#include <yuqian/data/h5_structure.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/data/seal.hpp>

namespace yuqian::data {
namespace {

constexpr std::string_view signature = "\x89HDF\r\n\x1a\n";
constexpr const char* damaged_hint = "the file is damaged: write or fetch it again";

std::vector<hsize_t> shape_of(hid_t space) {
  std::vector<hsize_t> shape(
      static_cast<std::size_t>(std::max(0, H5Sget_simple_extent_ndims(space))));
  H5Sget_simple_extent_dims(space, shape.data(), nullptr);
  return shape;
}

herr_t collect_name(hid_t group, const char* name, const H5L_info_t*, void* names) {
  const bool is_group = h5::Handle(H5Gopen2(group, name, H5P_DEFAULT), H5Gclose) >= 0;
  static_cast<std::vector<std::string>*>(names)->push_back(std::string(name) +
                                                           (is_group ? "/" : ""));
  return 0;
}

/// Gets the name of the first scale of an axis and stops.
herr_t scale_name(hid_t, unsigned, hid_t scale, void* name) {
  char buffer[256];
  const ssize_t length = H5Iget_name(scale, buffer, sizeof buffer);
  if (length > 0 && length < static_cast<ssize_t>(sizeof buffer))
    *static_cast<std::string*>(name) = buffer[0] == '/' ? buffer + 1 : buffer;
  return 1;
}

std::optional<double> number_attribute(hid_t object, const char* name) {
  if (H5Aexists(object, name) <= 0) return std::nullopt;
  const h5::Handle attribute(H5Aopen(object, name, H5P_DEFAULT), H5Aclose);
  const h5::Handle space(H5Aget_space(attribute), H5Sclose);
  double value = 0.0;
  if (H5Sget_simple_extent_npoints(space) != 1 || H5Aread(attribute, H5T_NATIVE_DOUBLE, &value) < 0)
    return std::nullopt;
  return value;
}

std::optional<std::string> text_attribute(hid_t object, const char* name) {
  if (H5Aexists(object, name) <= 0) return std::nullopt;
  const h5::Handle attribute(H5Aopen(object, name, H5P_DEFAULT), H5Aclose);
  const h5::Handle space(H5Aget_space(attribute), H5Sclose);
  const h5::Handle type(H5Aget_type(attribute), H5Tclose);
  if (H5Tis_variable_str(type) <= 0 || H5Sget_simple_extent_npoints(space) != 1)
    return std::nullopt;
  char* text = nullptr;
  if (H5Aread(attribute, type, &text) < 0 || !text) return std::nullopt;
  std::string value = text;
  H5Dvlen_reclaim(type, space, H5P_DEFAULT, &text);
  return value;
}

}  // namespace

H5Reader::H5Reader(std::string path, std::string_view schema) : path_(std::move(path)) {
  const h5::Quiet quiet;
  contents_ = ReadLog::read(path_);
  std::string_view bytes = contents_->bytes;
  if (!bytes.starts_with(signature))
    throw InputError({{path_}, "is not an HDF5 file", {}, "name a file that this program wrote"});
  if (contents_->seal_holds) {
    bytes.remove_suffix(seal_length);
  } else {
    bytes = unsealed(bytes, path_);
    contents_->seal_holds = true;
  }
  // Read where it lies: the library copies and releases nothing, and never writes to it.
  file_ = h5::Handle(H5LTopen_file_image(const_cast<char*>(bytes.data()), bytes.size(),
                                         H5LT_FILE_IMAGE_DONT_COPY | H5LT_FILE_IMAGE_DONT_RELEASE),
                     H5Fclose);
  if (file_ < 0) h5::fail(path_, "open the file", damaged_hint);
  h5::require_plain(file_, path_);
  const std::string found = text_attribute(file_, "schema").value_or("");
  if (!schema.empty() && found != schema)
    throw InputError(
        {{path_},
         found.empty() ? "does not say what it holds"
                       : "holds \"" + found + "\" where \"" + std::string(schema) + "\" is wanted",
         found,
         "name a file of the right kind"});
  if (number_attribute(file_, "complete").value_or(0.0) != 1.0)
    throw InputError({{path_}, "is incomplete: its writer did not finish", {}, "write it again"});
}

std::optional<double> H5Reader::number(const std::string& key) const {
  return number_attribute(file_, key.c_str());
}

h5::Handle H5Reader::open(const std::string& name) const {
  if (!has(name))
    throw InputError(
        {{path_}, "has no variable \"" + name + "\"", name, suggestion(name, names())});
  h5::Handle object(H5Dopen2(file_, name.c_str(), H5P_DEFAULT), H5Dclose);
  if (object < 0) h5::fail(path_, "read \"" + name + "\"", damaged_hint);
  return object;
}

bool H5Reader::has(const std::string& name) const {
  const h5::Quiet quiet;
  for (std::size_t slash = name.find('/', 1); slash != std::string::npos;
       slash = name.find('/', slash + 1))
    if (H5Lexists(file_, name.substr(0, slash).c_str(), H5P_DEFAULT) <= 0) return false;
  return H5Lexists(file_, name.c_str(), H5P_DEFAULT) > 0;
}

std::vector<std::string> H5Reader::names(const std::string& group) const {
  const h5::Quiet quiet;
  std::vector<std::string> all;
  hsize_t at = 0;
  if (H5Literate_by_name(file_, group.c_str(), H5_INDEX_CRT_ORDER, H5_ITER_INC, &at, collect_name,
                         &all, H5P_DEFAULT) < 0) {
    all.clear();
    at = 0;
    if (H5Literate_by_name(file_, group.c_str(), H5_INDEX_NAME, H5_ITER_INC, &at, collect_name,
                           &all, H5P_DEFAULT) < 0)
      h5::fail(path_, "list \"" + group + "\"", damaged_hint);
  }
  return all;
}

Set H5Reader::set(const std::string& name) const {
  if (const auto known = sets_.find(name); known != sets_.end()) return known->second;
  const auto optional_texts = [&](const std::string& other) {
    return has(other) ? texts(other) : std::vector<std::string>{};
  };
  try {
    Set set(name, texts(name), optional_texts(name + "_zh"), optional_texts(name + "_en"));
    return sets_.emplace(name, std::move(set)).first->second;
  } catch (const InputError& error) {
    throw error.where().file.empty() ? error.at({path_}) : error;
  }
}

std::vector<std::string> H5Reader::dimensions(const std::string& name) const {
  const h5::Quiet quiet;
  const h5::Handle object = open(name);
  const h5::Handle space(H5Dget_space(object), H5Sclose);
  std::vector<std::string> dims(shape_of(space).size());
  for (std::size_t k = 0; k < dims.size(); ++k) {
    H5DSiterate_scales(object, static_cast<unsigned>(k), nullptr, scale_name, &dims[k]);
    if (dims[k].empty())
      throw InputError({{path_},
                        "axis " + std::to_string(k + 1) + " of \"" + name + "\" has no labels",
                        name,
                        damaged_hint});
  }
  return dims;
}

Table H5Reader::table(const std::string& name) const {
  std::vector<Set> axes;
  for (const std::string& dim : dimensions(name)) axes.push_back(set(dim));
  const h5::Quiet quiet;
  const h5::Handle object = open(name);
  const h5::Handle space(H5Dget_space(object), H5Sclose);
  const h5::Handle type(H5Dget_type(object), H5Tclose);
  const auto kind = H5Tget_class(type);
  if (kind != H5T_FLOAT && kind != H5T_INTEGER)
    throw InputError({{path_}, "\"" + name + "\" does not hold numbers", name, "read it as text"});
  Table table(name, axes, text_attribute(object, "units").value_or("1"),
              text_attribute(object, "source").value_or(""));
  const auto shape = shape_of(space);
  for (std::size_t k = 0; k < shape.size(); ++k)
    if (shape[k] != static_cast<hsize_t>(axes[k].size()))
      throw InputError({{path_},
                        "\"" + name + "\" does not fit its dimension \"" + axes[k].name() + "\"",
                        name,
                        damaged_hint});
  if (H5Dread(object, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, table.values().data()) < 0)
    h5::fail(path_, "read \"" + name + "\"", damaged_hint);
  return table;
}

Table H5Reader::table(const std::string& name, const std::vector<std::string>& dims,
                      Rest rest) const {
  const std::vector<std::string> found = dimensions(name);
  if (found.size() < dims.size() || (rest == Rest::none && found.size() > dims.size()) ||
      !std::equal(dims.begin(), dims.end(), found.begin())) {
    const auto list = [](const std::vector<std::string>& all) {
      std::string text;
      for (const std::string& dim : all) text += (text.empty() ? "" : ", ") + dim;
      return "[" + text + "]";
    };
    throw InputError({{path_},
                      "\"" + name + "\" stands on " + list(found) + ", not on " + list(dims),
                      name,
                      damaged_hint});
  }
  return table(name);
}

Table H5Reader::slice(const std::string& name, std::string_view label) const {
  const Table whole = table(name);
  if (whole.rank() == 0)
    throw InputError({{path_}, "\"" + name + "\" has no dimension", name, "read it as a whole"});
  int at = 0;
  try {
    at = whole.axis(0).index(label);
  } catch (const InputError& error) {
    throw error.at({path_});
  }
  Table part(name, {whole.axes().begin() + 1, whole.axes().end()}, whole.unit(), whole.source());
  const auto from = whole.values().subspan(part.values().size() * static_cast<std::size_t>(at),
                                           part.values().size());
  std::copy(from.begin(), from.end(), part.values().begin());
  return part;
}

std::vector<std::string> H5Reader::texts(const std::string& name) const {
  const h5::Quiet quiet;
  const h5::Handle object = open(name);
  const h5::Handle space(H5Dget_space(object), H5Sclose);
  const h5::Handle type(H5Dget_type(object), H5Tclose);
  if (H5Tis_variable_str(type) <= 0)
    throw InputError({{path_}, "\"" + name + "\" does not hold texts", name, "read it as numbers"});
  if (H5Sget_simple_extent_ndims(space) > 1)
    throw InputError(
        {{path_}, "\"" + name + "\" holds texts in more than one dimension", name, damaged_hint});
  std::vector<char*> raw(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)), nullptr);
  const h5::Handle memory = h5::string_type();
  if (H5Dread(object, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, raw.data()) < 0)
    h5::fail(path_, "read \"" + name + "\"", damaged_hint);
  std::vector<std::string> all;
  for (const char* text : raw) all.emplace_back(text ? text : "");
  H5Dvlen_reclaim(memory, space, H5P_DEFAULT, raw.data());
  return all;
}

std::vector<std::string> H5Reader::texts(const std::string& name, const std::string& dim) const {
  if (dimensions(name) != std::vector<std::string>{dim})
    throw InputError({{path_},
                      "\"" + name + "\" does not stand on dimension \"" + dim + "\"",
                      name,
                      damaged_hint});
  std::vector<std::string> all = texts(name);
  if (static_cast<int>(all.size()) != set(dim).size())
    throw InputError({{path_},
                      "\"" + name + "\" does not fit its dimension \"" + dim + "\"",
                      name,
                      damaged_hint});
  return all;
}

std::string H5Reader::text(const std::string& name) const {
  const std::vector<std::string> all = texts(name);
  if (all.size() != 1)
    throw InputError({{path_},
                      "\"" + name + "\" holds " + std::to_string(all.size()) + " texts, not one",
                      name,
                      damaged_hint});
  return all[0];
}

std::optional<std::string> H5Reader::attribute(const std::string& name,
                                               const std::string& key) const {
  const h5::Quiet quiet;
  if (name == "/") return text_attribute(file_, key.c_str());
  return text_attribute(open(name), key.c_str());
}

}  // namespace yuqian::data
