// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <yuqian/data/read_log.hpp>

namespace yuqian::data {

/// Where figures come from and what was done to them. Every transformation leaves a step; the
/// record ends up in the dataset and in every result.
struct Provenance {
  struct Input {
    std::string name;  ///< as a reader would look for it: "io/Chongqing.csv"
    std::string sha256;
    std::uint64_t bytes = 0;
  };
  struct Step {
    std::string name;  ///< "net_transit"
    std::string text;  ///< what was done, with the figures that matter
    std::string zh;    ///< the same in Chinese; empty in records of earlier versions
  };

  std::string program = "yuqian";
  std::string version;  ///< of the program that wrote the record
  std::vector<Input> inputs;
  std::vector<Step> steps;

  Provenance();

  /// Notes a file that was read, by name and digest.
  void input(const std::string& path, std::string name);
  /// Notes the files that were read while the log lived: shipped ones by their place among the
  /// shipped data, others by their name alone. The schema is left out: it describes figures and
  /// goes by the program's version.
  void add_inputs(const ReadLog&);
  void input_bytes(std::string_view bytes, std::string name);
  /// Leaves a step in both languages; the two texts speak of the same figures.
  template <class... A>
  void step(std::string name, fmt::format_string<const A&...> en,
            fmt::format_string<const A&...> zh, const A&... figures) {
    steps.push_back({std::move(name), fmt::format(en, figures...), fmt::format(zh, figures...)});
  }
  /// Adds inputs and steps of another record before those of this one.
  void begin_with(const Provenance& earlier);

  /// Readable JSON, and back; a text that is not such a record is an InputError.
  std::string json() const;
  static Provenance from_json(const std::string& text);
};

/// Version of this program: "0.1.0".
std::string program_version();

}  // namespace yuqian::data
