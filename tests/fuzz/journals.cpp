// SPDX-License-Identifier: Apache-2.0
// Journals of batches: damaged, and damaged with the right checksum.
#include <yuqian/data/sha256.hpp>
#include <yuqian/model/regional/batch/journal_lines.hpp>
#include "tests/data/fuzz.hpp"
#include "tests/fuzz/kinds.hpp"

namespace fuzz {
namespace {

using namespace yuqian::model;

const JournalFrame& frame() {
  static const JournalFrame frame{"print", {3, 3, 2, 2, 0, 3}};
  return frame;
}

std::vector<std::string> lines() {
  std::vector<std::string> all;
  for (std::size_t k = 0; k < frame().values.size(); ++k) {
    BatchResult r;
    r.status = k % 3 == 2 ? BatchResult::Status::stalled : BatchResult::Status::solved;
    r.iterations = 4;
    r.residual = 1e-12;
    r.values.assign(frame().values[k], 0.5 * static_cast<double>(k));
    if (r.status != BatchResult::Status::solved) r.reason = {"停滞", "no step that helps"};
    all.push_back(journal_line(k, r));
  }
  return all;
}

const std::vector<std::string> pieces{"\t", "\n", " ",   "-1", "99999999999999999999", "nan",
                                      "-",  "0x", "inf", "7",  "18446744073709551615", "1e9"};

/// Whatever was accepted lies within the plan.
bool read(const std::string& bytes) {
  return accepted([&] {
    std::map<std::size_t, BatchResult> done;
    const std::size_t length = read_journal_lines("fuzz", bytes, frame(), done);
    require(length <= bytes.size());
    for (const auto& [position, r] : done) {
      require(position < frame().values.size());
      require(r.values.size() ==
              (r.status == BatchResult::Status::refused ? 0 : frame().values[position]));
      require(static_cast<std::size_t>(r.status) < status_words().size());
    }
  });
}

}  // namespace

std::vector<Kind> journal_kinds() {
  return {{"journal",
           [](Random& random) {
             std::string bytes = journal_header("print");
             for (const std::string& line : lines()) bytes += line;
             return read(mutated(bytes, pieces, random));
           }},
          {"journal, sealed anew", [](Random& random) {
             std::string bytes = journal_header("print");
             for (std::string line : lines()) {
               line.resize(line.rfind('\t'));
               if (below(random, 3) == 0) line = mutated(line, pieces, random);
               bytes += line + "\t" + yuqian::data::sha256(line).substr(0, 8) + "\n";
             }
             return read(bytes);
           }}};
}

}  // namespace fuzz
