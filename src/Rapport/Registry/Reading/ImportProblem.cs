
namespace Rapport.Registry.Reading;

/// <summary>
/// Why a file cannot be imported at all. The message names the place and the mend and is shown as it stands; a single
/// bad row is no problem of this kind, it goes to the rejects.
/// </summary>
internal sealed class ImportProblem(string message, Exception? inner = null) : Exception(message, inner);
