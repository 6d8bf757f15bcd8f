/*
 * Where everything about the grains lies in memory, in units of 8 bytes. The WebAssembly and its twin both read this
 * file, so it holds nothing but constants that follow from whole numbers.
 */

/** Grains that go through the stages of a step together, so that what is in between stays in the fastest memory. */
export const blockSize = 128;

// What a run sets once.
export const stepLength = 0;
export const earthRadius = 1;
export const startRadiusSquare = 2;
export const pathSlope = 3;
export const fall = 4;
export const massLimit = 5;
export const speedLimit = 6;
export const heightLimit = 7;
export const lengthLimit = 8;
export const efficiencyScale = 9;
export const wantsElectrons = 10;
export const hasMassFactor = 11;
export const airCoefficients = 12;
// What a step sets: the brightest and the leading one of all other fragments.
export const othersPower = 20;
export const othersLength = 21;

// What a step gives: sums in two halves, over the grains of even and of odd rows.
export const sums = 24;
export const powerSum = 0;
export const tauPowerSum = 2;
export const erodedPowerSum = 4;
export const erodedTauPowerSum = 6;
export const massSum = 8;
export const electronSum = 10;
/** Row of the brightest and of the leading grain, −1 where another fragment is more so. */
export const brightest = 36;
export const leading = 37;
/** Number of grains that ended; their rows are listed in the last column. */
export const deaths = 38;

// Stages of a block.
export const airPowers = 64;
export const lossPlaces = 64;
export const stepParameters = 192;
export const dragShares = 320;
export const lostMasses = 448;
export const lostSpeeds = 576;
export const stageElectrons = 704;
export const ends = 832;

/** Where the row behind the moving ones is kept, if it shares a pair with the last of them. */
export const savedRow = 960;
/** Numbers that the WebAssembly keeps at hand: those of exp below, in the order in which they stand there. */
export const constants = 984;

/*
 * Tables. A cell covers all numbers whose leading bits are equal; it holds its centre and the polynomials of one or two
 * functions around it. The last cell of each table holds NaN and stands for all places outside.
 */
export const cellSize = 16;
export const smallCellSize = 8;

export const lossTable = 1024;
export const lossCells = 1025;
export const lossShift = 10;
export const lossFirst = 1047552;

export const speedTable = 17440;
export const speedCells = 512;
export const speedShift = 14;
export const speedFirst = 66048;

export const massTable = 25648;
export const massCells = 1472;
export const massShift = 14;
export const massFirst = 65152;

/** Columns start here; each has as many places as there is room for grains, an even number. */
export const columns = 37440;

// Columns that stay with their grain when it moves to another row.
export const massColumn = 0;
export const inverseRootColumn = 1;
export const speedColumn = 2;
export const verticalColumn = 3;
export const horizontalColumn = 4;
export const heightColumn = 5;
export const lengthColumn = 6;
export const dropColumn = 7;
export const shapeDensityColumn = 8;
export const sigmaColumn = 9;
export const densityColumn = 10;
export const gammaColumn = 11;
export const countColumn = 12;
export const entryColumn = 13;
export const luminosityColumn = 14;
export const tauColumn = 15;
export const stateColumns = 16;
// Columns that a step fills anew.
export const airColumn = 16;
export const deadColumn = 17;
export const columnCount = 18;

/** Heights come in units of 1000 km to the polynomial of the air. */
export const perMegametre = 1e-6;
// biome-ignore lint/suspicious/noApproximativeNumericConstant: likewise
export const ln10 = 2.302585092994046;
// exp(x) for the air: x = n ln 2 + r, and (e^r − 1 − r)/r² from the constant term up.
// biome-ignore lint/suspicious/noApproximativeNumericConstant: the other compiler has no Math at this point
export const perLn2 = 1.4426950408889634;
export const ln2High = 0.6931471805601177;
export const ln2Low = -1.7239444525614835e-13;
/** Adding it to a number below 2^51 and taking it away again rounds to a whole number. */
export const rounder = 6755399441055744;
export const exp2 = 0.5000000000000001;
export const exp3 = 0.16666666666666669;
export const exp4 = 0.04166666666662413;
export const exp5 = 0.008333333333330062;
export const exp6 = 0.0013888888917213717;
export const exp7 = 0.00019841269863053618;
export const exp8 = 2.4801521295954376e-5;
export const exp9 = 2.7557268459997064e-6;
export const exp10 = 2.7620088445409746e-7;
export const exp11 = 2.510038549551032e-8;
/** Exponents beyond this are taken for this. */
export const exponentLimit = 700;
/** From this step parameter on, every stage of the mass loss is clamped. */
export const saturated = 2;
