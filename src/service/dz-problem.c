/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every error is over HTTP, and what a person is told, in one table. Students read these
 * sentences too, so they come in both languages and never through gettext. */
#include "dz-problem.h"

#include "dz-examiner.h"
#include "dz-profile.h"
#include "dz-service-error.h"
#include "dz-store.h"

G_DEFINE_QUARK (dz-service-error-quark, dz_service_error)

typedef struct
{
  int         code;
  guint       status;
  gboolean    detailed; /* the error's message says what exactly, and is fit to be read */
  const char *word;
  const char *zh;
  const char *en;
} Problem;

static const Problem service_problems[] = {
  { DZ_SERVICE_ERROR_BAD_REQUEST, 400, TRUE, "bad-request", "请求的格式不对。",
    "The request cannot be understood." },
  { DZ_SERVICE_ERROR_NO_SKIP, 400, FALSE, "no-skip",
    "此列表不再按条数（skip）翻页，请改用 before；请更新工作站程序。",
    "This list is no longer paged by a number (skip), but by “before”. Please update the desk." },
  { DZ_SERVICE_ERROR_SIGNED_OUT, 401, FALSE, "signed-out", "登录已失效，请重新登录。",
    "The session has ended. Please sign in again." },
  { DZ_SERVICE_ERROR_WRONG_PASSWORD, 401, FALSE, "wrong-password", "用户名或密码不正确。",
    "The name and the password do not match." },
  { DZ_SERVICE_ERROR_WRONG_CREDENTIAL, 401, FALSE, "wrong-credential",
    "一次性凭证不正确或已被使用。", "The one-time credential is wrong or was used already." },
  { DZ_SERVICE_ERROR_WEAK_PASSWORD, 422, FALSE, "weak-password", "密码至少 8 个字符，最多 256 字节。",
    "A password has at least 8 characters and at most 256 bytes." },
  { DZ_SERVICE_ERROR_NO_IDENTITY, 401, FALSE, "no-identity", "请先核对您的学籍信息。",
    "Please verify your record first." },
  { DZ_SERVICE_ERROR_FORBIDDEN, 403, FALSE, "forbidden", "您没有进行此操作的权限。",
    "Your roles do not allow this." },
  { DZ_SERVICE_ERROR_NOT_FOUND, 404, FALSE, "unknown-address", "没有这个地址。",
    "There is nothing here." },
  { DZ_SERVICE_ERROR_METHOD, 405, FALSE, "method", "此地址不支持这种请求方法。",
    "This address does not know this method." },
  { DZ_SERVICE_ERROR_TOO_SLOW, 408, FALSE, "too-slow", "上传中断或网络太慢，请换个网络再试。",
    "The upload stalled. Please try again on a better network." },
  { DZ_SERVICE_ERROR_SET_UP_ALREADY, 409, FALSE, "set-up-already", "管理员已经设置，请直接登录。",
    "The administrator has been named already. Please sign in." },
  { DZ_SERVICE_ERROR_CONFLICT, 409, FALSE, "conflict", "这份送审的状态已经改变，操作没有生效。",
    "This submission has changed meanwhile. Nothing was done." },
  { DZ_SERVICE_ERROR_TOO_LARGE, 413, FALSE, "too-large", "文件太大，照片不得超过 20 MB。",
    "The file is too large; a photo may have at most 20 MB." },
  { DZ_SERVICE_ERROR_BAD_ROWS, 422, FALSE, "bad-rows", "名单中有不能导入的行，没有导入任何数据。",
    "Some rows cannot be imported, so nothing was imported." },
  { DZ_SERVICE_ERROR_NO_API, 426, FALSE, "no-api",
    "请求没有说明接口版本：请使用与本服务版本相符的工作站程序。",
    "The request does not say which API it speaks. Please use a desk that fits this service." },
  { DZ_SERVICE_ERROR_OLDER_DESK, 426, FALSE, "older-desk",
    "此工作站程序的版本比服务旧，请更新工作站程序。",
    "This desk is older than the service. Please update the desk." },
  { DZ_SERVICE_ERROR_NEWER_DESK, 426, FALSE, "newer-desk",
    "此工作站程序的版本比服务新，请让管理员更新服务。",
    "This desk is newer than the service. Please have the service updated." },
  { DZ_SERVICE_ERROR_TOO_MANY, 429, FALSE, "too-many", "登录失败次数过多，请稍后再试。",
    "Too many refused attempts. Please wait and try again." },
  { DZ_SERVICE_ERROR_OVERLOADED, 503, FALSE, "overloaded", "现在使用的人太多，请稍后再试。",
    "Too many people at once. Please try again in a while." },
  { DZ_SERVICE_ERROR_CLOSING, 503, FALSE, "closing", "服务正在重启，请稍后再试。",
    "The service is restarting. Please try again in a while." },
};

static const Problem store_problems[] = {
  { DZ_STORE_ERROR_BUSY, 503, FALSE, "busy", "服务正忙，请稍后再试。",
    "The service is busy. Please try again." },
  { DZ_STORE_ERROR_DISK, 503, FALSE, "disk", "服务暂时不能保存数据，请稍后再试。",
    "The service cannot keep data at the moment. Please try again later." },
  { DZ_STORE_ERROR_NOT_FOUND, 404, FALSE, "not-found", "没有找到。",
    "There is nothing of this name." },
  { DZ_STORE_ERROR_EXISTS, 409, FALSE, "exists", "这个名称或编号已经存在。",
    "This name or code is taken." },
  { DZ_STORE_ERROR_INVALID, 422, TRUE, "invalid", "数据不符合要求。", "The data is not allowed." },
  { DZ_STORE_ERROR_UNKNOWN_SCHOOL, 404, FALSE, "unknown-school", "没有这所院校，请核对院校名称。",
    "There is no such school. Please check its name." },
  { DZ_STORE_ERROR_NO_WINDOW, 403, FALSE, "no-window",
    "现在不在该院校此学历层次的采集时间内，请联系学校确认采集开通时间。",
    "No collection is open for this school and level now. Please ask your school for its dates." },
  { DZ_STORE_ERROR_NO_MATCH, 404, FALSE, "no-match",
    "没有找到匹配的信息, 请核对后重新输入, 或联系学校核实您的信息, 稍后再试。",
    "No matching record was found. Please check what you typed, or ask your school to verify your "
    "record, and try again later." },
  { DZ_STORE_ERROR_OTHER_IDENTITY, 409, FALSE, "other-identity",
    "该学籍信息已关联另一个手机。一个证件号仅支持关联一个手机，如有疑问请联系学校。",
    "This record is bound to another phone. One record is bound to one phone; please ask your "
    "school if this is wrong." },
  { DZ_STORE_ERROR_IDENTITY_BOUND, 409, FALSE, "identity-bound",
    "此手机已关联另一条学籍信息。请使用本人手机采集，切勿帮他人采集上传。",
    "This phone is bound to another record. Please use your own phone, and do not upload for "
    "others." },
  { DZ_STORE_ERROR_NOT_BOUND, 403, FALSE, "not-bound", "请先核对您的学籍信息。",
    "Please verify your record first." },
  { DZ_STORE_ERROR_IN_REVIEW, 409, FALSE, "in-review", "您的照片正在审核中，请耐心等待结果。",
    "Your photo is in review. Please wait for its result." },
  { DZ_STORE_ERROR_APPROVED_ALREADY, 409, FALSE, "approved-already",
    "您的照片已审核通过，不需要再次上传。", "Your photo was approved; there is nothing left to do." },
  { DZ_STORE_ERROR_ATTEMPTS, 409, FALSE, "no-attempts", "上传次数已用完，请联系学校。",
    "No attempt is left. Please ask your school." },
  { DZ_STORE_ERROR_COMMAND_REUSED, 422, FALSE, "command-reused",
    "同一命令编号对应了不同的内容，没有执行。",
    "This command's id came before with another content. Nothing was done." },
  { DZ_STORE_ERROR_FORBIDDEN, 403, FALSE, "forbidden", "您没有进行此操作的权限。",
    "This is not yours to do." },
  { DZ_STORE_ERROR_FAILING, 422, TRUE, "failing",
    "照片有未通过的检测项，须逐项说明放行理由或登记豁免后才能通过。",
    "The photo fails some rules. Give a reason or a waiver for each before you approve it." },
  { DZ_STORE_ERROR_UNPAID, 422, FALSE, "unpaid",
    "学生尚未缴费，缴费后才能通过；可以退回，或等待缴费。",
    "The student has not paid yet. You can approve the photo once they have; until then reject it "
    "or leave it." },
  { DZ_STORE_ERROR_SHEET_FORBIDDEN, 422, FALSE, "sheet-forbidden",
    "该院校要求逐张审核，不能在照片一览中一并通过。请单独审核这张照片。",
    "This school wants every photo judged alone, so that none can be approved from a contact "
    "sheet. Please judge this photo alone." },
  { DZ_STORE_ERROR_SHEET_UNFIT, 422, TRUE, "sheet-unfit",
    "这张照片需要单独审核，不能在照片一览中一并通过。",
    "This photo must be judged alone, and cannot be approved from a contact sheet." },
  { DZ_STORE_ERROR_UNDOABLE, 422, FALSE, "undoable",
    "您的审核结论尚未生效，请自行撤销，不需要请主管复查。",
    "Your decision is not in effect yet. You can undo it yourself; no supervisor is needed." },
  { DZ_STORE_ERROR_ASKED_ALREADY, 422, FALSE, "asked-already",
    "您已请主管复查这份送审，请等待主管答复。",
    "You have asked a supervisor about this submission already. Please wait for the answer." },
  { DZ_STORE_ERROR_ASKED_MUCH, 422, FALSE, "asked-much",
    "您请主管复查的送审已有 50 份尚未答复，请等待主管答复后再提交。",
    "50 of your questions to supervisors wait for an answer. Please wait before you ask more." },
  { DZ_STORE_ERROR_UNKNOWN_FILTER, 422, FALSE, "unknown-filter",
    "筛选条件中的院校或采集窗口不存在，请重新选择筛选条件。",
    "The filter names a school or window that is not there. Please choose the filter again." },
  { DZ_STORE_ERROR_RETIRED, 422, TRUE, "reason-retired",
    "所选的退回原因已停用或已有新的说法，请重新选择。",
    "A reason that was chosen is no longer given, or in other words now. Please choose again." },
  { DZ_STORE_ERROR_OVERTAKEN, 409, FALSE, "overtaken",
    "他人刚刚修改了同一内容，您的修改没有保存。请先看过最新内容。",
    "Somebody else has changed this meanwhile, so nothing was changed. Please look at it first." },
  { DZ_STORE_ERROR_FINAL, 409, FALSE, "final",
    "您的照片未通过审核，本次采集不再接受重新上传。如有疑问请联系学校。",
    "Your photo was refused for good, and no other is taken in this collection. Please ask your "
    "school if you have questions." },
  { DZ_STORE_ERROR_NOT_SEALED, 422, FALSE, "not-sealed",
    "审核结论尚未生效：还可以撤销，或正在等待另一人复审，不需要重新开启审核。",
    "The decision is not in effect yet: it can still be undone, or waits to be judged by somebody "
    "else too. There is nothing to reopen." },
  { DZ_STORE_ERROR_SUPERSEDED, 422, FALSE, "superseded",
    "该学生之后又提交了照片，这次送审不能再重新开启审核。",
    "The student has sent another photo since, so this submission cannot be reopened." },
  { DZ_STORE_ERROR_NOBODY_ELSE, 422, FALSE, "nobody-else",
    "能够审核这份送审的人都已经审核过它。请先添加一位审核员，再重新开启审核。",
    "Everybody who could judge this submission has judged it before. Add a reviewer first." },
  { DZ_STORE_ERROR_NO_SUPERVISOR, 422, FALSE, "no-supervisor",
    "主管都已经审核过这份送审，不能再次审核。请自行审核，或请管理员先添加一位主管。",
    "Every supervisor has judged this submission before, and none may judge it again. Please judge "
    "it yourself, or ask your administrator to add a supervisor." },
  { DZ_STORE_ERROR_KEY, 503, TRUE, "unsigned",
    "历史记录现在无法签名，请管理员检查数据目录中的 history.key。",
    "The history cannot be signed. Please have the administrator look at history.key in the data "
    "directory." },
  { DZ_STORE_ERROR_HEAD, 422, TRUE, "head-refused",
    "不能据此存证开始新的历史时期，没有做任何更改。",
    "No new epoch of the history can begin from this head. Nothing was done." },
  { DZ_STORE_ERROR_NO_SECOND, 422, FALSE, "no-second",
    "审核员和主管不足两人，无人复审。请管理员先添加一位审核员，再设定复审。",
    "Fewer than two reviewers and supervisors are there, so nobody could judge twice. Ask your "
    "administrator to add a reviewer first." },
  { DZ_STORE_ERROR_STALE, 503, FALSE, "busy", "服务正忙，请稍后再试。",
    "The service is busy. Please try again." },
};

static const Problem wire_problems[] = {
  { DZ_WIRE_ERROR_SIZE, 400, TRUE, "bad-json", "请求内容过长或嵌套过深。",
    "The request is too long or nested too deep." },
  { DZ_WIRE_ERROR_SYNTAX, 400, TRUE, "bad-json", "请求内容不是有效的 JSON。",
    "The request is not valid JSON." },
  { DZ_WIRE_ERROR_SHAPE, 400, TRUE, "bad-json", "请求内容的格式不对。",
    "The request has the wrong shape." },
};

static const Problem examiner_problems[] = {
  { DZ_EXAMINER_ERROR_UNREADABLE, 422, TRUE, "unreadable-file", "文件无法读取。",
    "The file cannot be read." },
  { DZ_EXAMINER_ERROR_TIMEOUT, 503, FALSE, "examiner", "文件检查暂时不可用，请稍后再试。",
    "Files cannot be examined at the moment. Please try again later." },
  { DZ_EXAMINER_ERROR_START, 503, FALSE, "examiner", "文件检查暂时不可用，请稍后再试。",
    "Files cannot be examined at the moment. Please try again later." },
  { DZ_EXAMINER_ERROR_CLOSED, 503, FALSE, "closing", "服务正在重启，请稍后再试。",
    "The service is restarting. Please try again in a while." },
  { DZ_EXAMINER_ERROR_CRASHED, 422, FALSE, "unreadable-file", "文件无法读取。",
    "The file cannot be read." },
  { DZ_EXAMINER_ERROR_LIED, 422, FALSE, "unreadable-file", "文件无法读取。",
    "The file cannot be read." },
};

static const Problem profile_problem = {
  0, 422, TRUE, "unknown-profile", "没有这个采集标准。", "There is no such profile.",
};

static const Problem internal_problem = {
  0, 500, FALSE, "internal", "服务出错，请稍后再试。",
  "Something went wrong in the service. Please try again later.",
};

static const Problem *
find_in (const Problem *problems,
         guint          n_problems,
         int            code)
{
  for (guint i = 0; i < n_problems; i++)
    {
      if (problems[i].code == code)
        return &problems[i];
    }
  return &internal_problem;
}

static const Problem *
find_problem (const GError *error)
{
  if (error->domain == DZ_SERVICE_ERROR)
    return find_in (service_problems, G_N_ELEMENTS (service_problems), error->code);
  if (error->domain == DZ_STORE_ERROR)
    return find_in (store_problems, G_N_ELEMENTS (store_problems), error->code);
  if (error->domain == DZ_WIRE_ERROR)
    return find_in (wire_problems, G_N_ELEMENTS (wire_problems), error->code);
  if (error->domain == DZ_EXAMINER_ERROR)
    return find_in (examiner_problems, G_N_ELEMENTS (examiner_problems), error->code);
  if (error->domain == DZ_PROFILE_ERROR)
    return &profile_problem;
  return &internal_problem;
}

/**
 * dz_problem_from_error:
 * @error: why a request was refused
 * @status: (out): the HTTP status
 *
 * Says an error as HTTP and people understand it.
 *
 * Returns: (transfer full): the problem
 */
DzWireProblem *
dz_problem_from_error (const GError *error,
                       guint        *status)
{
  const Problem *problem = find_problem (error);
  g_autofree char *zh = NULL;
  g_autofree char *en = NULL;

  *status = problem->status;
  if (!problem->detailed)
    return dz_wire_problem_new (problem->word, problem->zh, problem->en);
  zh = g_strdup_printf ("%s（%s）", problem->zh, error->message);
  en = g_strdup_printf ("%s (%s)", problem->en, error->message);
  return dz_wire_problem_new (problem->word, zh, en);
}
