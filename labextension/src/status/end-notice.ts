import { Notification } from "@jupyterlab/apputils";
import type { TranslationBundle } from "@jupyterlab/translation";
import type { FitStatus } from "nightbook/core";
import { endText } from "./end-notice-text";

/** Tells that a fit has ended, and offers to go there. */
export function noticeEnd(fit: FitStatus, onShow: (() => void) | null, trans: TranslationBundle): void {
  const type = fit.phase === "failed" ? "error" : fit.phase === "stopped" ? "warning" : "success";
  const actions = onShow === null ? [] : [{ label: trans.__("Show"), callback: onShow }];
  Notification.emit(endText(fit, trans), type, { autoClose: false, actions });
}
