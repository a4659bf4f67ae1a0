/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What is wrong with a copy of the models. */
typedef enum
{
  DZ_TEST_MODELS_NO_FACE,     /* the file of the face models is not there */
  DZ_TEST_MODELS_NO_MASK,     /* that of the person mask is not there */
  DZ_TEST_MODELS_FACE_BIT,    /* one bit of the face models is another */
  DZ_TEST_MODELS_MASK_BIT,    /* one bit of the mask is another */
  DZ_TEST_MODELS_FACE_SHORT,  /* the last byte is not there */
  DZ_TEST_MODELS_MASK_SHORT,
  DZ_TEST_MODELS_MASK_EMPTY,
  DZ_TEST_MODELS_OTHER_MODEL, /* in the mask's place lies another model that is whole */
  DZ_TEST_MODELS_FOLDER,      /* in the mask's place lies a folder */
  DZ_N_TEST_MODELS_FAULTS,
} DzTestModelsFault;

/* Where the models are installed that the tests use; %NULL after skipping the test. */
char       *dz_test_models_folder     (void);

/* A folder of its own with copies of which one is faulty, to be removed with
 * dz_test_remove_tree(); @fault names the faulty one, beginning in the folder. */
char       *dz_test_models_spoil      (const char         *folder,
                                       DzTestModelsFault   kind,
                                       const char        **fault);

/* Whether @kind is one of a file that is not there. */
gboolean    dz_test_models_is_missing (DzTestModelsFault   kind);
