using System.Runtime.InteropServices;

namespace Rapport.Core.PlainWords;

/// <summary>What words that were not understood seem to be about, by the words around them.</summary>
public enum UnreadKind
{
    /// <summary>A place: "near gotham".</summary>
    Place,

    /// <summary>A health plan: "takes acme health".</summary>
    Plan,

    /// <summary>What somebody needs help with: "help with tinnitus".</summary>
    Issue,

    /// <summary>A name, or anything else.</summary>
    Other,
}

/// <summary>Words in a row that were not understood. To be counted by kind: the text itself is nobody's to keep.</summary>
/// <param name="Kind">What they seem to be about.</param>
/// <param name="Start">Where they begin in the text (UTF-16 units).</param>
/// <param name="End">Where they end, not included.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct UnreadWords(UnreadKind Kind, int Start, int End);
