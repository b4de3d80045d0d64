// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/h5_structure.hpp>

#include <hdf5.h>

#include <set>

#include <yuqian/data/error.hpp>

namespace yuqian::data::h5 {
namespace {

constexpr int deepest = 4, most_dimensions = 8;
constexpr hssize_t most_cells = hssize_t{1} << 28;  // 2 GiB of doubles

/// What is wrong with a dataset; empty: nothing.
std::string fault_of_type(hid_t type) {
  switch (H5Tget_class(type)) {
    case H5T_FLOAT:
      return H5Tequal(type, H5T_IEEE_F64LE) > 0 ? "" : "holds numbers that are not doubles";
    case H5T_INTEGER:
      return H5Tequal(type, H5T_STD_I32LE) > 0 ? "" : "holds integers that are not of 32 bits";
    case H5T_STRING:
      return H5Tis_variable_str(type) > 0 ? "" : "holds texts of fixed length";
    default:
      return "holds neither numbers nor texts";
  }
}

std::string fault_of_storage(hid_t dataset, hid_t space, hid_t type, hssize_t cells) {
  const Handle created(H5Dget_create_plist(dataset), H5Pclose);
  const H5D_layout_t layout = H5Pget_layout(created);
  if (layout == H5D_VIRTUAL || H5Pget_external_count(created) != 0)
    return "keeps its data outside this file";
  if (layout != H5D_CONTIGUOUS && layout != H5D_CHUNKED && layout != H5D_COMPACT)
    return "is stored in an unknown way";
  for (int k = 0; k < H5Pget_nfilters(created); ++k) {
    unsigned flags = 0, config = 0;
    std::size_t values = 0;
    const H5Z_filter_t filter = H5Pget_filter2(created, static_cast<unsigned>(k), &flags, &values,
                                               nullptr, 0, nullptr, &config);
    if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE)
      return "is packed in a way that this program does not write";
  }
  const hsize_t stored = H5Dget_storage_size(dataset),
                // A text takes 16 bytes: its length, and where it lies.
      size = H5Tget_class(type) == H5T_STRING ? 16 : H5Tget_size(type),
                whole = static_cast<hsize_t>(cells) * size;
  hsize_t chunks = 1;
  if (layout == H5D_CHUNKED && H5Dget_num_chunks(dataset, space, &chunks) < 0) chunks = 0;
  if (layout == H5D_CHUNKED ? chunks != 1 || stored == 0 : stored != whole)
    return "is not stored as a whole";
  return {};
}

std::string fault(hid_t dataset) {
  const Handle space(H5Dget_space(dataset), H5Sclose), type(H5Dget_type(dataset), H5Tclose);
  if (space < 0 || type < 0) return "cannot be read";
  const H5S_class_t kind = H5Sget_simple_extent_type(space);
  const int rank = H5Sget_simple_extent_ndims(space);
  const hssize_t cells = H5Sget_simple_extent_npoints(space);
  if ((kind != H5S_SCALAR && kind != H5S_SIMPLE) || rank < 0 || cells <= 0) return "holds nothing";
  if (rank > most_dimensions) return "has more than eight dimensions";
  if (cells > most_cells) return "is larger than 2^28 cells";
  if (std::string text = fault_of_type(type); !text.empty()) return text;
  return fault_of_storage(dataset, space, type, cells);
}

class Walk {
 public:
  explicit Walk(const std::string& path) : path_(path) {}

  void group(hid_t id, const std::string& name, int depth) {
    if (depth > deepest) refuse(name, "lies too deep");
    Links links{this, name, depth};
    hsize_t at = 0;
    const herr_t done = H5Literate(id, H5_INDEX_NAME, H5_ITER_NATIVE, &at, visit, &links);
    if (links.failure) std::rethrow_exception(links.failure);
    if (done < 0) refuse(name, "cannot be listed");
  }

 private:
  struct Links {
    Walk* walk;
    std::string group;
    int depth;
    std::exception_ptr failure{};  // no exception may pass through the library
  };

  static herr_t visit(hid_t group, const char* name, const H5L_info_t* info, void* data) {
    Links& links = *static_cast<Links*>(data);
    try {
      links.walk->link(group, links.group + "/" + name, name, *info, links.depth);
      return 0;
    } catch (...) {
      links.failure = std::current_exception();
      return -1;
    }
  }

  void link(hid_t group_id, const std::string& full, const char* name, const H5L_info_t& info,
            int depth) {
    if (info.type != H5L_TYPE_HARD) refuse(full, "is a link to elsewhere");
    const Handle object(H5Oopen(group_id, name, H5P_DEFAULT), H5Oclose);
    if (object < 0) refuse(full, "cannot be opened");
    if (!seen_.insert(info.u.address).second) refuse(full, "is another name of what has one");
    switch (H5Iget_type(object)) {
      case H5I_GROUP:
        return group(object, full, depth + 1);
      case H5I_DATASET:
        if (const std::string text = fault(object); !text.empty()) refuse(full, text);
        return;
      default:
        refuse(full, "is neither a group nor a table");
    }
  }

  [[noreturn]] void refuse(const std::string& name, const std::string& what) const {
    throw InputError({{path_},
                      "\"" + (name.empty() ? "/" : name.substr(1)) + "\" " + what,
                      name,
                      "this program writes no such file: fetch it again"});
  }

  const std::string& path_;
  std::set<haddr_t> seen_;
};

}  // namespace

void require_plain(Id file, const std::string& path) {
  const Handle root(H5Gopen2(file, "/", H5P_DEFAULT), H5Gclose);
  Walk(path).group(root, "", 0);
}

}  // namespace yuqian::data::h5
