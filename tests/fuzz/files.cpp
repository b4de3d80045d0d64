// SPDX-License-Identifier: Apache-2.0
// HDF5 files: a real result and the shipped dataset with damaged bytes, and a result built anew
// with tables, types, links and storage that its writer never makes, under a seal that holds.
#include <hdf5.h>
#include <hdf5_hl.h>

#include <cmath>
#include <fstream>
#include <iostream>
#include <sstream>

#include <yuqian/apps/results/result_reader.hpp>
#include <yuqian/apps/results/summary.hpp>
#include <yuqian/data/h5_reader.hpp>
#include <yuqian/data/seal.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/store.hpp>
#include <yuqian/data/text_file.hpp>
#include <yuqian/model/regional/question/closure.hpp>
#include "apps/command_line.hpp"
#include "tests/data/fuzz.hpp"
#include "tests/fuzz/kinds.hpp"

namespace fuzz {
namespace {

using namespace yuqian;

/// A variable of the real result: what a changed file is built from.
struct Variable {
  std::string name;
  std::vector<std::string> dims;
  bool is_text = false, is_scale = false;
  std::vector<double> numbers;
  std::vector<std::string> texts;
};

const std::vector<std::string>& read_by_compare() {
  static const std::vector<std::string> names{"status",
                                              "check_value",
                                              "check_tolerance",
                                              "check_outcome",
                                              "grp_real",
                                              "absorption_real",
                                              "equivalent_variation",
                                              "consumption",
                                              "consumer_price",
                                              "wage_index",
                                              "capital_rent_index",
                                              "first_order_gain",
                                              "trade_volume",
                                              "partner_share",
                                              "closure",
                                              "named_regions",
                                              "closure_text_zh",
                                              "closure_text_en",
                                              "closure_capital"};
  return names;
}

std::string real_result(const std::string& folder) {
  const std::string path = folder + "/real.h5";
  std::vector<std::string> words{"yuqian",  "solve",   "S1a",     "--sectors", "3",
                                 "--trade", "central", "--brief", "--out",     path};
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  std::ostringstream screen;
  std::streambuf* const before = std::cout.rdbuf(screen.rdbuf());
  const int code = apps::run(static_cast<int>(arguments.size()), arguments.data());
  std::cout.rdbuf(before);
  require(code == 0);
  return path;
}

std::vector<Variable> variables_of(const std::string& path) {
  const data::H5Reader file(path);
  std::vector<Variable> scales, all;
  scales.push_back({"region", {"region"}, true, true, {}, file.texts("region")});
  for (const std::string& name : read_by_compare()) {
    Variable v{name, file.dimensions(name), false, false, {}, {}};
    for (const std::string& dim : v.dims)
      if (std::none_of(scales.begin(), scales.end(),
                       [&](const Variable& s) { return s.name == dim; }))
        scales.push_back({dim, {dim}, true, true, {}, file.texts(dim)});
    try {
      v.texts = file.texts(name);
      v.is_text = true;
    } catch (const data::InputError&) {
      const data::Table table = file.table(name);
      v.numbers.assign(table.values().begin(), table.values().end());
    }
    all.push_back(std::move(v));
  }
  scales.insert(scales.end(), all.begin(), all.end());
  return scales;
}

class Builder {
 public:
  Builder(const std::vector<Variable>& real, Random& random) : real_(real), random_(random) {}

  std::string build() {
    data::h5::MemoryFile memory;
    {
      const data::h5::Quiet quiet;
      const data::h5::Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
      H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V110);
      memory.attach(access);
      const data::h5::Handle file(H5Fcreate("fuzz", H5F_ACC_TRUNC, H5P_DEFAULT, access), H5Fclose);
      require(file >= 0);
      attribute(file, "schema", "yuqian-result");
      attribute(file, "region_mapping", "default");
      number(file, "complete", rarely(200) ? 0 : 1);
      number(file, "base_year", 2017);
      for (const Variable& v : real_) {
        if (rarely(400)) continue;
        rarely(25) ? strange(file, v) : plain(file, v);
      }
      if (rarely(10)) links(file);
    }
    std::string bytes(memory.bytes());
    return bytes + data::seal_of(bytes);
  }

 private:
  bool rarely(std::size_t one_in) { return below(random_, one_in) == 0; }

  void attribute(hid_t at, const char* name, const char* text) {
    if (rarely(40)) return;
    H5LTset_attribute_string(at, ".", name, text);  // of fixed length: not what is written
    if (rarely(20)) return;
    H5Adelete(at, name);
    const data::h5::Handle type = data::h5::string_type(), space(H5Screate(H5S_SCALAR), H5Sclose);
    const data::h5::Handle made(H5Acreate2(at, name, type, space, H5P_DEFAULT, H5P_DEFAULT),
                                H5Aclose);
    H5Awrite(made, type, &text);
  }
  void number(hid_t at, const char* name, int value) {
    H5LTset_attribute_int(at, ".", name, &value, 1);
  }

  data::h5::Handle dataset(hid_t file, const std::string& name, hid_t type,
                           const std::vector<hsize_t>& shape, const void* values,
                           hid_t create = H5P_DEFAULT) {
    const data::h5::Handle space(
        shape.empty() ? H5Screate(H5S_SCALAR)
                      : H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr),
        H5Sclose);
    data::h5::Handle made(
        H5Dcreate2(file, name.c_str(), type, space, H5P_DEFAULT, create, H5P_DEFAULT), H5Dclose);
    if (made >= 0 && values) H5Dwrite(made, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
    return made;
  }

  std::vector<hsize_t> shape_of(const Variable& v) const {
    std::vector<hsize_t> shape;
    for (const std::string& dim : v.dims)
      for (const Variable& s : real_)
        if (s.is_scale && s.name == dim) shape.push_back(s.texts.size());
    return shape;
  }

  void plain(hid_t file, const Variable& v) { write(file, v, shape_of(v), v.dims); }

  void write(hid_t file, const Variable& v, const std::vector<hsize_t>& shape,
             const std::vector<std::string>& dims) {
    hsize_t cells = 1;
    for (const hsize_t n : shape) cells *= n;
    data::h5::Handle made;
    if (v.is_text) {
      std::vector<const char*> pointers;
      for (hsize_t k = 0; k < cells; ++k)
        pointers.push_back(v.texts[static_cast<std::size_t>(k) % v.texts.size()].c_str());
      made = dataset(file, v.name, data::h5::string_type(), shape, pointers.data());
    } else {
      std::vector<double> values(static_cast<std::size_t>(cells));
      for (std::size_t k = 0; k < values.size(); ++k) values[k] = v.numbers[k % v.numbers.size()];
      if (rarely(20)) values[below(random_, values.size())] = std::nan("");
      made = dataset(file, v.name, H5T_NATIVE_DOUBLE, shape, values.data());
    }
    if (made < 0) return;
    if (v.is_scale && !rarely(400)) H5DSset_scale(made, v.name.c_str());
    for (std::size_t k = 0; !v.is_scale && k < dims.size() && k < shape.size(); ++k) {
      if (rarely(1000)) continue;
      const data::h5::Handle scale(H5Dopen2(file, dims[k].c_str(), H5P_DEFAULT), H5Dclose);
      if (scale >= 0) H5DSattach_scale(made, scale, static_cast<unsigned>(k));
    }
  }

  /// The variable with another rank, extent, order of dimensions, type, storage or content.
  void strange(hid_t file, const Variable& real) {
    Variable v = real;
    std::vector<hsize_t> shape = shape_of(v);
    std::vector<std::string> dims = v.dims;
    const data::h5::Handle create(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
    switch (below(random_, 12)) {
      case 0:
        if (!shape.empty()) shape.pop_back(), dims.pop_back();
        break;
      case 1:
        shape.push_back(1 + below(random_, 3)), dims.push_back("scenario");
        break;
      case 2:
        if (!shape.empty()) shape[below(random_, shape.size())] = 1 + below(random_, 9);
        break;
      case 3:
        std::shuffle(dims.begin(), dims.end(), random_);
        std::shuffle(shape.begin(), shape.end(), random_);
        break;
      case 4:
        v.is_text = !v.is_text;
        v.texts = {"a", "", std::string(3000, 'x'), "=1", "\x1b[2J", "\xFF"};
        v.numbers = {0, -1, 1e300};
        break;
      case 5:
        dataset(file, v.name, H5T_NATIVE_FLOAT, {}, nullptr);
        return;
      case 6:  // promised, never stored
        for (hsize_t& n : shape) n = 1 + below(random_, 1u << 20);
        H5Pset_layout(create, H5D_CHUNKED);
        if (!shape.empty()) {
          const std::vector<hsize_t> chunk(shape.size(), 1);
          H5Pset_chunk(create, static_cast<int>(chunk.size()), chunk.data());
        }
        dataset(file, v.name, H5T_NATIVE_DOUBLE, shape, nullptr, create);
        return;
      case 7:
        H5Pset_external(create, "/etc/hostname", 0, H5F_UNLIMITED);
        dataset(file, v.name, H5T_NATIVE_DOUBLE, {4}, nullptr, create);
        return;
      case 8: {
        const data::h5::Handle group(
            H5Gcreate2(file, v.name.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Gclose);
        return;
      }
      case 9: {
        const data::h5::Handle pair(H5Tcreate(H5T_COMPOUND, 16), H5Tclose);
        H5Tinsert(pair, "a", 0, H5T_NATIVE_DOUBLE);
        H5Tinsert(pair, "b", 8, H5T_NATIVE_INT64);
        dataset(file, v.name, pair, {2}, nullptr);
        return;
      }
      case 10:
        if (v.is_text) {
          v.texts[below(random_, v.texts.size())] = v.texts.front();
          v.texts[below(random_, v.texts.size())] = rarely(2) ? "" : "=2";
        } else {
          for (double& n : v.numbers) n = rarely(2) ? std::nan("") : -1;
        }
        break;
      default:
        dims.assign(dims.size(), v.dims.empty() ? "scenario" : v.dims.front());
    }
    write(file, v, shape, dims);
  }

  void links(hid_t file) {
    const std::string& name = real_[below(random_, real_.size())].name;
    if (rarely(2)) H5Ldelete(file, name.c_str(), H5P_DEFAULT);
    switch (below(random_, 4)) {
      case 0:
        H5Lcreate_soft("/status", file, name.c_str(), H5P_DEFAULT, H5P_DEFAULT);
        break;
      case 1:
        H5Lcreate_external("/etc/hostname", "/x", file, name.c_str(), H5P_DEFAULT, H5P_DEFAULT);
        break;
      case 2:
        H5Lcreate_hard(file, "/", file, name.c_str(), H5P_DEFAULT, H5P_DEFAULT);
        break;
      default:
        H5Lcreate_hard(file, "status", file, name.c_str(), H5P_DEFAULT, H5P_DEFAULT);
    }
  }

  const std::vector<Variable>& real_;
  Random& random_;
};

void put(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::trunc | std::ios::binary) << bytes;
}

/// Everything that commands read of a result.
void read_result(const std::string& path) {
  const apps::ResultReader file(path);
  for (int s = 0; s < file.scenarios().size(); ++s)
    for (int t = 0; t < file.trades().size(); ++t) {
      file.solved(s, t);
      file.failed_checks(s, t);
      file.closure_id(s);
      file.closure_text(s);
      file.closure_words(s);
      apps::summarize(file.tables(s, t), file.named_regions(s));
    }
}

/// Bits turned, bytes lost, pieces moved: under no seal that holds.
std::string damaged(std::string bytes, Random& random) {
  switch (below(random, 4)) {
    case 0:
      bytes.resize(below(random, bytes.size()));
      break;
    case 1:
      bytes.insert(below(random, bytes.size() + 1), 1 + below(random, 9), '\0');
      break;
    default:
      for (std::size_t k = 1 + below(random, 4); k > 0; --k)
        bytes[below(random, bytes.size())] ^= static_cast<char>(1u << below(random, 8));
  }
  return bytes;
}

Kind bytes_kind(const std::string& name, const std::string& good, const std::string& path,
                std::function<void(const std::string&)> read) {
  return {name, [=, whole = data::read_file(good)](Random& random) {
            const std::string bytes = damaged(whole, random);
            put(path, bytes);
            const bool taken = accepted([&] { read(path); });
            require(!taken || bytes == whole);  // no damage goes unseen
            return taken;
          }};
}

}  // namespace

std::vector<Kind> file_kinds(const std::string& folder) {
  const std::string result = real_result(folder), path = folder + "/fuzz.h5";
  std::vector<Kind> kinds;
  kinds.push_back(bytes_kind("result, bytes", result, path, read_result));
  kinds.push_back(bytes_kind("dataset, bytes", data::shipped("china-2017/china-2017.h5"), path,
                             [](const std::string& p) { data::read_mrio(p, "central"); }));
  kinds.push_back({"result, structure", [=, real = variables_of(result)](Random& random) {
                     put(path, Builder(real, random).build());
                     return accepted([&] { read_result(path); });
                   }});
  return kinds;
}

}  // namespace fuzz
