// SPDX-License-Identifier: Apache-2.0
#include <yuqian/apps/results/model_cache.hpp>
#include <yuqian/model/regional/question/closure.hpp>

namespace yuqian::apps {
namespace {

/// Closures of one id may differ: a user's file, swaps of a scenario.
std::string key_of(const model::Closure& closure) {
  std::string key = closure.id + model::text(closure.swaps);
  for (const model::ClosureWord& w : model::closure_words(closure)) key += w.key + w.word;
  return key;
}

}  // namespace

std::shared_ptr<const data::Mrio> ModelCache::estimate(const std::string& trade) {
  const std::lock_guard lock(mutex_);
  auto& read = estimates_[trade];
  if (!read) read = std::make_shared<const data::Mrio>(source_->mrio(trade));
  return read;
}

std::shared_ptr<const model::Benchmark> ModelCache::benchmark(const std::string& trade,
                                                              const Hooks& hooks) {
  const std::lock_guard lock(mutex_);
  auto& made = benchmarks_[trade];
  if (made) return made;
  hooks.show("calibrating, " + trade);
  made = source_->benchmark(trade);
  hooks.end("calibrate");
  hooks.throw_if_stopping();
  return made;
}

std::shared_ptr<const model::RegionalModel> ModelCache::get(const std::string& trade,
                                                            const model::Closure& closure,
                                                            const Hooks& hooks) {
  const std::shared_ptr<const model::Benchmark> calibrated = benchmark(trade, hooks);
  const std::lock_guard lock(mutex_);
  auto& made = models_[{trade, key_of(closure)}];
  if (made) return made;
  hooks.show("building the model, " + trade);
  made = std::make_shared<const model::RegionalModel>(
      model::build_regional_model(calibrated, closure));
  hooks.end("build");
  hooks.throw_if_stopping();
  return made;
}

}  // namespace yuqian::apps
