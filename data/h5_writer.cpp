// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/h5_writer.hpp>

#include <hdf5.h>
#include <hdf5_hl.h>

#include <yuqian/data/error.hpp>
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

/// An entry of REFERENCE_LIST, as the specification of dimension scales lays it out.
struct Reference {
  hobj_ref_t dataset;
  int dimension;
};

hobj_ref_t reference_to(hid_t object) {
  hobj_ref_t made = 0;
  H5Rcreate(&made, object, ".", H5R_OBJECT, -1);
  return made;
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
  for (const auto& [name, value] : attributes_of(header)) set_attribute(file_, name, value);
  set_attribute(file_, "complete", std::int32_t{0});
}

H5Writer::~H5Writer() {
  const h5::Quiet quiet;
  scales_.clear();
  file_.reset();
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

void H5Writer::put_scale(const Set& set, const std::string& long_name) {
  const h5::Quiet quiet;
  const std::string& name = set.name();
  const h5::Handle type = h5::string_type();
  h5::Handle made = dataset(name, type, {static_cast<std::uint64_t>(set.size())}, false);
  write(made, type, pointers(set.labels()).data(), name);
  if (H5DSset_scale(made, name.c_str()) < 0)
    h5::fail(path_, "make scale \"" + name + "\"", memory_hint);
  set_attribute(made, "long_name", long_name);
  scales_.emplace(name, std::move(made));
}

void H5Writer::put(const std::string& name, const std::vector<std::string>& dims,
                   const std::vector<std::uint64_t>& shape, const Values& values,
                   const VariableText& text) {
  const h5::Quiet quiet;
  const Attributes attributes = attributes_of(text, values);
  const auto put_as = [&](h5::Id type, const void* bytes, bool is_number) {
    const h5::Handle made = dataset(name, type, shape, is_number && !dims.empty());
    write(made, type, bytes, name);
    attach(made, name, dims);
    for (const auto& [key, value] : attributes) set_attribute(made, key, value);
  };
  if (const auto* numbers = std::get_if<std::span<const double>>(&values))
    put_as(H5T_NATIVE_DOUBLE, numbers->data(), true);
  else if (const auto* integers = std::get_if<std::span<const std::int32_t>>(&values))
    put_as(H5T_NATIVE_INT32, integers->data(), true);
  else
    put_as(h5::string_type(), pointers(std::get<std::span<const std::string>>(values)).data(),
           false);
}

/// What H5DSattach_scale does, but for the scales' lists of references: that function writes a list
/// anew for every variable, which took a quarter of a whole run; write_references() does it once.
void H5Writer::attach(h5::Id variable, const std::string& name,
                      const std::vector<std::string>& dims) {
  if (dims.empty()) return;
  const hobj_ref_t self = reference_to(variable);
  std::vector<hobj_ref_t> scales;
  for (const std::string& dim : dims) {
    scales.push_back(reference_to(scales_.at(dim)));
    references_[dim].emplace_back(self, static_cast<int>(scales.size()) - 1);
  }
  std::vector<hvl_t> lists;
  for (hobj_ref_t& scale : scales) lists.push_back({1, &scale});
  const hsize_t rank = dims.size();
  const h5::Handle space(H5Screate_simple(1, &rank, nullptr), H5Sclose),
      type(H5Tvlen_create(H5T_STD_REF_OBJ), H5Tclose);
  const h5::Handle list(
      H5Acreate2(variable, "DIMENSION_LIST", type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
  if (list < 0 || H5Awrite(list, type, lists.data()) < 0)
    h5::fail(path_, "attach \"" + name + "\" to its dimensions", memory_hint);
}

void H5Writer::write_references() {
  const h5::Handle type(H5Tcreate(H5T_COMPOUND, sizeof(Reference)), H5Tclose);
  H5Tinsert(type, "dataset", HOFFSET(Reference, dataset), H5T_STD_REF_OBJ);
  H5Tinsert(type, "dimension", HOFFSET(Reference, dimension), H5T_NATIVE_INT);
  for (const auto& [dim, used] : references_) {
    std::vector<Reference> list;
    for (const auto& [dataset, dimension] : used) list.push_back({dataset, dimension});
    const hsize_t size = list.size();
    const h5::Handle space(H5Screate_simple(1, &size, nullptr), H5Sclose);
    const h5::Handle made(
        H5Acreate2(scales_.at(dim), "REFERENCE_LIST", type, space, H5P_DEFAULT, H5P_DEFAULT),
        H5Aclose);
    if (made < 0 || H5Awrite(made, type, list.data()) < 0)
      h5::fail(path_, "write the references of \"" + dim + "\"", memory_hint);
  }
}

void H5Writer::attribute(const std::string& name, const AttributeValue& value) {
  const h5::Quiet quiet;
  set_attribute(file_, name, value);
}

void H5Writer::finish() {
  const h5::Quiet quiet;
  if (!coordinates().empty()) set_attribute(file_, "coordinates", coordinates());
  write_references();
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
