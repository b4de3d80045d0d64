// SPDX-License-Identifier: Apache-2.0
// A consumer may have folders named as ours are: nothing of the package may include this.
#error "a header of the package includes the consumer's own model/model.hpp"
