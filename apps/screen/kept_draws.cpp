// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/kept_draws.hpp"

#include <fmt/format.h>

#include <yuqian/data/sha256.hpp>

namespace yuqian::apps {

RangeJournal* KeptDraws::open(const Results& results, const data::ReadLog& log,
                              const std::string& uncertain, const uncertainty::Design& design,
                              std::size_t questions, std::size_t figures) {
  data::Provenance all = results.provenance;
  all.add_inputs(log);
  const std::string what = fmt::format("{}{} {} {}", all.json(), uncertain, design.seed, figures);
  journal_.emplace(out_ + ".journal", data::sha256(what), design, questions, figures);
  if (const std::size_t known = journal_->size(); known > 0 && !screen_.json)
    screen_.err << fmt::format(
        fmt::runtime(screen_.words("续算：{}组抽样已在 {} 中\n",
                                   "going on: {} groups of draws are in {}\n")),
        known, journal_->path());
  return &*journal_;
}

void KeptDraws::tell() {
  if (!journal_) return;
  if (journal_->size() == 0) return remove();
  screen_.warn(fmt::format(
      fmt::runtime(screen_.words("已求解的抽样保存在 {}；再次运行同一命令即可继续",
                                 "draws that are solved are kept in {}; the same command goes on "
                                 "from there")),
      journal_->path()));
}

void KeptDraws::remove() {
  if (journal_) journal_->remove();
}

}  // namespace yuqian::apps
