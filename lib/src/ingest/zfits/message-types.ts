/** Kinds of fields in protobuf messages, and the names of messages inside them. */
export type ScalarKind =
  | ("fixed32" | "sfixed32" | "fixed64" | "sfixed64" | "uint32" | "int32" | "uint64" | "int64")
  | ("bool" | "enum" | "float" | "double" | "text" | "bytes" | "array");

/** A field of a message. */
export interface MessageField {
  name: string;
  number: number;
  /** Its kind, or the name of the message that it is. */
  kind: ScalarKind | (string & {});
}

/** Fields as `number name kind`, one after the other. */
const texts: Readonly<Record<string, string>> = {
  "DataModel.CameraEvent": `1 telescopeID sfixed32, 2 dateMJD double, 3 eventType enum, 4 eventNumber fixed32,
    5 arrayEvtNum fixed32, 6 hiGain DataModel.PixelsChannel, 7 loGain DataModel.PixelsChannel,
    8 trig DataModel.CameraTrigger, 30 local_time_nanosec fixed64, 31 local_time_sec fixed64, 32 pixels_flags array,
    33 trigger_map array, 34 event_type fixed32, 35 trigger_input_traces array, 36 trigger_output_patch7 array,
    37 trigger_output_patch19 array, 38 trigger_output_muon array, 39 digicam_config DataModel.DigicamConfig,
    40 hillas DataModel.HillasParams, 512 run_id fixed64, 513 event_id fixed64, 514 tel_event_id fixed64,
    515 trigger_time_s fixed32, 516 trigger_time_qns fixed32, 517 trigger_type uint32, 518 waveform array,
    519 pixel_status array, 520 ped_sub_id fixed64, 1024 num_gains fixed32`,
  "DataModel.PixelsChannel": "1 waveforms DataModel.WaveFormData, 2 integrals DataModel.IntegralData",
  "DataModel.WaveFormData": `1 samples array, 2 pixelsIndices array, 3 firstSplIdx array, 4 num_samples fixed32,
    5 baselines array, 50 peak_time_pos array, 51 time_over_threshold array`,
  "DataModel.IntegralData": `1 gains array, 2 maximumTimes array, 3 tailTimes array, 4 raiseTimes array,
    5 pixelsIndices array, 6 firstSplIdx array`,
  "DataModel.CameraTrigger":
    "1 telescopeID sfixed32, 2 timeSec sfixed64, 3 timeNanoSec sfixed64, 4 eventNumber fixed32",
  "DataModel.HillasParams": `1 x double, 2 y double, 3 r double, 4 phi double, 5 intensity double, 6 length double,
    7 width double, 8 psi double, 9 skewness double, 10 kurtosis double, 11 miss double, 12 npts int32`,
  "DataModel.DigicamConfig": `1 protocol_vers array, 2 sn array, 3 hv array, 4 gateware_rev array, 5 gateware_vers array,
    6 gateware_code array, 7 gateware_card_type array, 8 firmware_rev array, 9 firmware_vers array,
    10 firmware_code array, 11 firmware_card_type array, 12 operation_id uint32, 13 operation_data uint32,
    14 digicam_time_nanosec fixed32, 15 digicam_time_sec fixed32`,
  "R1v1.TelescopeDataStream":
    "1 tel_id fixed32, 2 sb_id fixed64, 3 obs_id fixed64, 4 waveform_scale float, 5 waveform_offset float",
  "R1v1.CameraConfiguration": `1 tel_id fixed32, 2 local_run_id fixed64, 3 config_time_s double,
    4 camera_config_id fixed64, 5 pixel_id_map array, 6 module_id_map array, 7 num_modules fixed32,
    8 num_pixels fixed32, 9 num_channels fixed32, 10 data_model_version text, 11 calibration_service_id fixed64,
    12 calibration_algorithm_id fixed32, 13 num_samples_nominal fixed32, 14 num_samples_long fixed32,
    15 debug R1v1_debug.DebugCameraConfiguration, 16 num_samples_removed_start fixed32,
    17 num_samples_removed_end fixed32`,
  "R1v1.Event": `1 event_id fixed64, 2 tel_id fixed32, 3 local_run_id fixed64, 4 event_type fixed32,
    5 event_time_s fixed32, 6 event_time_qns fixed32, 7 num_channels fixed32, 8 num_samples fixed32,
    9 num_pixels fixed32, 10 num_modules fixed32, 11 waveform array, 12 pixel_status array, 13 first_cell_id array,
    14 module_hires_local_clock_counter array, 15 pedestal_intensity array, 16 calibration_monitoring_id fixed64,
    17 debug R1v1_debug.DebugEvent, 18 pixel_time_shift array`,
  "R1v1_debug.DebugCameraConfiguration": `1 cs_serial text, 2 evb_version text, 3 cdhs_version text, 4 tdp_type array,
    5 tdp_action array, 6 ttype_pattern array`,
  "R1v1_debug.DebugEvent": `1 module_status array, 2 extdevices_presence fixed32, 3 tib_data array, 4 cdts_data array,
    5 swat_data array, 6 counters array, 7 chips_flags array, 8 charges_gain1 array, 9 charges_gain2 array,
    10 tdp_action fixed32`,
  "ProtoR1.CameraConfiguration": `1 telescope_id fixed32, 2 cs_serial text, 3 configuration_id fixed64, 4 date fixed64,
    5 num_pixels uint32, 6 num_samples uint32, 7 expected_pixels_id array, 8 data_model_version text,
    9 nectarcam ProtoR1.NectarCamConfig, 10 lstcam ProtoR1.LstCamConfig`,
  "ProtoR1.CameraEvent": `1 configuration_id fixed64, 2 event_id fixed64, 3 tel_event_id fixed64,
    4 trigger_time_s fixed32, 5 trigger_time_qns fixed32, 6 trigger_type fixed32, 7 waveform array,
    8 pixel_status array, 9 ped_id fixed64, 10 nectarcam ProtoR1.NectarCamEvent, 11 lstcam ProtoR1.LstCamEvent`,
  "ProtoR1.LstCamConfig": `1 idaq_version text, 2 cdhs_version text, 3 num_modules fixed32,
    4 expected_modules_id array, 5 algorithms fixed32, 6 pre_proc_algorithms fixed32, 7 run_id fixed64`,
  "ProtoR1.LstCamEvent": `1 module_status array, 2 extdevices_presence fixed32, 3 tib_data array, 4 cdts_data array,
    5 swat_data array, 6 counters array, 7 chips_flags array, 8 first_capacitor_id array, 9 drs_tag_status array,
    10 drs_tag array, 11 run_id fixed64`,
  "ProtoR1.NectarCamConfig": `1 idaq_version text, 2 cdhs_version text, 3 acquisition_mode fixed32,
    4 num_modules fixed32, 5 expected_modules_id array, 6 algorithms fixed32, 7 run_id fixed64`,
  "ProtoR1.NectarCamEvent": `1 module_status array, 2 extdevices_presence fixed32, 3 tib_data array,
    4 cdts_data array, 5 swat_data array, 6 counters array, 7 run_id fixed64, 8 charges_gain1 array,
    9 charges_gain2 array`,
};

const parsed = new Map<string, readonly MessageField[]>();

/**
 * The fields of a message of CTA's raw data: R0 (`DataModel`), R1 of version 0 (`ProtoR1`) and 1 (`R1v1`).
 * Names that older files use are known too.
 *
 * @returns `undefined` for a message that is not known
 */
export function messageFields(name: string): readonly MessageField[] | undefined {
  const key = currentName(name);
  const known = parsed.get(key);
  const text = Object.hasOwn(texts, key) ? texts[key] : undefined;
  if (known || text === undefined) return known;
  const fields = text.split(",").map((field) => {
    const [number, label, kind] = field.trim().split(/\s+/);
    return { number: Number(number), name: label, kind };
  });
  parsed.set(key, fields);
  return fields;
}

/** Messages were renamed over the years. */
function currentName(name: string): string {
  return name
    .replace(/^ProtoDataModel\./, "DataModel.")
    .replace(/^R1\./, "ProtoR1.")
    .replace(/^CTAR1\./, "R1v1.");
}
