using System.Runtime.InteropServices;

namespace Rapport.Core.PlainWords;

/// <summary>An age of clients that can be asked for.</summary>
/// <param name="Meaning">What asks for it.</param>
/// <param name="From">Whole years, included.</param>
/// <param name="To">Whole years, included.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AgeRange(Meaning Meaning, int From, int To);
