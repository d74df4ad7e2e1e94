namespace Rapport.Storage;

/// <summary>
/// Marks rows that stand for a short while and are in no back-up: a session or a link that has ended since must not be there again after a
/// restore.
/// </summary>
internal interface IPassing;
