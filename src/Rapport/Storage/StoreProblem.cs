namespace Rapport.Storage;

/// <summary>
/// Something about the store that a person must mend. The message says what is wrong and what to do; it is shown
/// as it stands on the command line and in the log, so it holds no stack and no jargon.
/// </summary>
internal sealed class StoreProblem(string message, Exception? inner = null) : Exception(message, inner);
