// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>

namespace yuqian::model {

/// What follows from its owner alone: made when first asked for, by whichever thread, and shared
/// from then on. It stays with the owner: a copy, which may be about to change, makes its own.
template <class T>
class Lazy {
 public:
  Lazy() : cell_(std::make_unique<Cell>()) {}
  Lazy(const Lazy&) : Lazy() {}
  Lazy& operator=(const Lazy&) { return *this = Lazy(); }
  Lazy(Lazy&&) noexcept = default;
  Lazy& operator=(Lazy&&) noexcept = default;
  ~Lazy() = default;

  template <class F>  // make() gives the T
  std::shared_ptr<const T> get(F&& make) const {
    std::call_once(cell_->once, [&] { cell_->value = std::make_shared<const T>(make()); });
    return cell_->value;
  }

 private:
  struct Cell {
    std::once_flag once;
    std::shared_ptr<const T> value;
  };
  std::unique_ptr<Cell> cell_;
};

}  // namespace yuqian::model
