// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/h5_writer.hpp>

#include <hdf5.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <limits>

#include <yuqian/data/error.hpp>
#include <yuqian/data/nearest.hpp>
#include <yuqian/data/output_file.hpp>
#include <yuqian/data/seal.hpp>

namespace yuqian::data {
namespace {

constexpr const char* memory_hint = "the file is made in memory: free some";

std::vector<const char*> pointers(std::span<const std::string> texts) {
  std::vector<const char*> all;
  for (const std::string& text : texts) all.push_back(text.c_str());
  return all;
}

h5::Handle creation(hid_t kind) {
  h5::Handle list(H5Pcreate(kind), H5Pclose);
  return list;
}

}  // namespace

H5Writer::H5Writer(std::string path, const Header& header, int gzip)
    : path_(std::move(path)), gzip_(gzip) {
  require_writable(path_);
  const h5::Quiet quiet;
  const h5::Handle create = creation(H5P_FILE_CREATE), access = creation(H5P_FILE_ACCESS);
  H5Pset_link_creation_order(create, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
  H5Pset_attr_creation_order(create, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
  H5Pset_obj_track_times(create, 0);
  H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V110);
  memory_.attach(access);  // no write of the library's own can fail or fault
  file_ = h5::Handle(H5Fcreate(path_.c_str(), H5F_ACC_TRUNC, create, access), H5Fclose);
  if (file_ < 0) h5::fail(path_, "write the file", memory_hint);
  set_attribute(file_, "Conventions", std::string("CF-1.8"));
  set_attribute(file_, "title", header.title);
  set_attribute(file_, "schema", header.schema);
  set_attribute(file_, "schema_version", header.schema_version);
  set_attribute(file_, "history", header.history);
  set_attribute(file_, "complete", std::int32_t{0});
}

H5Writer::~H5Writer() {
  const h5::Quiet quiet;
  scales_.clear();
  file_.reset();
}

void H5Writer::refuse(const std::string& message, const std::string& hint) const {
  throw InputError({{path_}, message, {}, hint});
}

void H5Writer::set_attribute(h5::Id object, const std::string& name, const AttributeValue& value) {
  const h5::Handle text_type = h5::string_type();
  hid_t type = H5T_NATIVE_DOUBLE;
  hsize_t size = 1;
  const void* data = nullptr;
  const char* text = nullptr;
  if (const auto* s = std::get_if<std::string>(&value)) {
    text = s->c_str();
    data = &text;
    type = text_type;
  } else if (const auto* d = std::get_if<double>(&value)) {
    data = d;
  } else if (const auto* i = std::get_if<std::int32_t>(&value)) {
    data = i;
    type = H5T_NATIVE_INT32;
  } else if (const auto* ds = std::get_if<std::vector<double>>(&value)) {
    data = ds->data();
    size = ds->size();
  } else {
    const auto& is = std::get<std::vector<std::int32_t>>(value);
    data = is.data();
    size = is.size();
    type = H5T_NATIVE_INT32;
  }
  // A text as a scalar and numbers as a list of one, as the netCDF library itself writes them.
  const h5::Handle space(text ? H5Screate(H5S_SCALAR) : H5Screate_simple(1, &size, nullptr),
                         H5Sclose);
  if (H5Aexists(object, name.c_str()) > 0) H5Adelete(object, name.c_str());
  const h5::Handle attribute(
      H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
  if (attribute < 0 || H5Awrite(attribute, type, data) < 0)
    h5::fail(path_, "write attribute \"" + name + "\"", memory_hint);
}

h5::Handle H5Writer::dataset(const std::string& name, h5::Id type,
                             const std::vector<std::uint64_t>& shape, bool is_number) {
  if (H5Lexists(file_, name.substr(0, name.find('/')).c_str(), H5P_DEFAULT) > 0 &&
      H5Lexists(file_, name.c_str(), H5P_DEFAULT) > 0)
    refuse("\"" + name + "\" is written twice", "give every variable a name of its own");
  const std::vector<hsize_t> extents(shape.begin(), shape.end());
  const h5::Handle space(
      extents.empty() ? H5Screate(H5S_SCALAR)
                      : H5Screate_simple(static_cast<int>(extents.size()), extents.data(), nullptr),
      H5Sclose);
  const h5::Handle links = creation(H5P_LINK_CREATE), create = creation(H5P_DATASET_CREATE);
  H5Pset_create_intermediate_group(links, 1);
  H5Pset_char_encoding(links, H5T_CSET_UTF8);
  H5Pset_attr_creation_order(create, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
  H5Pset_obj_track_times(create, 0);  // the same results make the same bytes
  hsize_t cells = 1;
  for (const hsize_t n : extents) cells *= n;
  if (is_number && gzip_ > 0 && cells * 8 > 4096) {
    H5Pset_chunk(create, static_cast<int>(extents.size()), extents.data());
    H5Pset_shuffle(create);
    H5Pset_deflate(create, static_cast<unsigned>(gzip_));
  }
  h5::Handle made(H5Dcreate2(file_, name.c_str(), type, space, links, create, H5P_DEFAULT),
                  H5Dclose);
  if (made < 0) h5::fail(path_, "write \"" + name + "\"", memory_hint);
  return made;
}

void H5Writer::write(h5::Id object, h5::Id type, const void* values, const std::string& name) {
  if (H5Dwrite(object, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) < 0)
    h5::fail(path_, "write \"" + name + "\"", memory_hint);
}

void H5Writer::scale(const Set& set, const std::string& long_name) {
  const h5::Quiet quiet;
  const std::string& name = set.name();
  if (const auto known = scales_.find(name); known != scales_.end()) {
    if (!known->second.set.same_labels(set))
      refuse("dimension \"" + name + "\" has two different lists of labels",
             "give one of the sets another name");
    return;
  }
  if (name.empty() || set.size() == 0)
    refuse("dimension \"" + name + "\" has no name or no labels", "write sets with elements");
  const h5::Handle type = h5::string_type();
  h5::Handle made = dataset(name, type, {static_cast<std::uint64_t>(set.size())}, false);
  write(made, type, pointers(set.labels()).data(), name);
  if (H5DSset_scale(made, name.c_str()) < 0)
    h5::fail(path_, "make scale \"" + name + "\"", memory_hint);
  std::string readable = name;
  std::replace(readable.begin(), readable.end(), '_', ' ');
  set_attribute(made, "long_name", long_name.empty() ? readable : long_name);
  scales_.emplace(name, Scale{set, std::move(made)});
  const auto names = [&](const char* suffix, const char* language, bool present, auto&& of) {
    if (!present) return;
    std::vector<std::string> texts;
    for (int i = 0; i < set.size(); ++i) texts.push_back(of(i));
    variable(name + suffix, {name}, texts, {"1", readable + " name in " + language, {}, {}});
    coordinates_ += (coordinates_.empty() ? "" : " ") + name + suffix;
  };
  names("_zh", "Chinese", set.has_zh(), [&](int i) { return set.zh(i); });
  names("_en", "English", set.has_en(), [&](int i) { return set.en(i); });
}

void H5Writer::variable_of(const std::string& name, const std::vector<std::string>& dims,
                           h5::Id type, const void* values, std::size_t count,
                           const VariableText& text) {
  const h5::Quiet quiet;
  if (text.units.empty() || text.long_name.empty())
    refuse("variable \"" + name + "\" has no unit or no long name",
           "state both; the unit of a pure number is 1");
  std::vector<std::uint64_t> shape;
  std::size_t cells = 1;
  for (std::size_t k = 0; k < dims.size(); ++k) {
    const auto found = scales_.find(dims[k]);
    if (found == scales_.end()) {
      std::vector<std::string> known;
      for (const auto& [scale_name, scale] : scales_) known.push_back(scale_name);
      refuse("variable \"" + name + "\" stands on unknown dimension \"" + dims[k] + "\"",
             suggestion(dims[k], known));
    }
    // Readers that sum over a dimension by name would silently take a diagonal or one axis only.
    if (std::find(dims.begin(), dims.begin() + static_cast<std::ptrdiff_t>(k), dims[k]) !=
        dims.begin() + static_cast<std::ptrdiff_t>(k))
      refuse("variable \"" + name + "\" has dimension \"" + dims[k] + "\" twice",
             "rename one of the sets");
    shape.push_back(static_cast<std::uint64_t>(found->second.set.size()));
    cells *= shape.back();
  }
  if (cells != count)
    refuse("variable \"" + name + "\" has " + std::to_string(count) +
               " values where its dimensions want " + std::to_string(cells),
           "give one value a cell");
  const bool is_double = H5Tequal(type, H5T_NATIVE_DOUBLE) > 0;
  const h5::Handle made =
      dataset(name, type, shape, H5Tget_class(type) != H5T_STRING && !dims.empty());
  write(made, type, values, name);
  for (std::size_t k = 0; k < dims.size(); ++k)
    if (H5DSattach_scale(made, scales_.at(dims[k]).dataset, static_cast<unsigned>(k)) < 0)
      h5::fail(path_, "attach \"" + name + "\" to \"" + dims[k] + "\"", memory_hint);
  if (is_double) set_attribute(made, "_FillValue", std::numeric_limits<double>::quiet_NaN());
  set_attribute(made, "units", text.units);
  set_attribute(made, "long_name", text.long_name);
  if (!text.zh.empty()) set_attribute(made, "long_name_zh", text.zh);
  for (const auto& [key, value] : text.more) set_attribute(made, key, value);
}

void H5Writer::variable(const std::string& name, const std::vector<std::string>& dims,
                        std::span<const double> values, const VariableText& text) {
  variable_of(name, dims, H5T_NATIVE_DOUBLE, values.data(), values.size(), text);
}

void H5Writer::variable(const std::string& name, const std::vector<std::string>& dims,
                        std::span<const std::int32_t> values, const VariableText& text) {
  variable_of(name, dims, H5T_NATIVE_INT32, values.data(), values.size(), text);
}

void H5Writer::variable(const std::string& name, const std::vector<std::string>& dims,
                        std::span<const std::string> values, const VariableText& text) {
  variable_of(name, dims, h5::string_type(), pointers(values).data(), values.size(), text);
}

void H5Writer::table(const Table& table, const std::string& long_name, const std::string& zh) {
  std::vector<std::string> dims;
  for (const Set& axis : table.axes()) {
    scale(axis);
    dims.push_back(axis.name());
  }
  VariableText text{table.unit(), long_name, zh, {}};
  if (!table.source().empty()) text.more.emplace_back("source", table.source());
  variable(table.name(), dims, table.values(), text);
}

void H5Writer::text(const std::string& name, const std::string& value,
                    const std::string& long_name) {
  variable(name, {}, std::span<const std::string>(&value, 1), {"1", long_name, {}, {}});
}

void H5Writer::attribute(const std::string& name, const AttributeValue& value) {
  const h5::Quiet quiet;
  set_attribute(file_, name, value);
}

void H5Writer::finish() {
  const h5::Quiet quiet;
  if (!coordinates_.empty()) set_attribute(file_, "coordinates", coordinates_);
  scales_.clear();
  set_attribute(file_, "complete", std::int32_t{1});
  if (file_.reset() < 0 || memory_.bytes().empty()) h5::fail(path_, "make the file", memory_hint);
  const std::string_view image = memory_.bytes();
  OutputFile file(path_);
  file.write(image);
  file.write(seal_of(image));
  file.publish();
}

}  // namespace yuqian::data
