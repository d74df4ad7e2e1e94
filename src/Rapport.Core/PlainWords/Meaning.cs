using System.Runtime.InteropServices;

namespace Rapport.Core.PlainWords;

/// <summary>One thing that a searcher may ask for.</summary>
/// <param name="Key">The filter, like <c>issue</c>.</param>
/// <param name="Code">Its value, like <c>sleep</c>.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Meaning(string Key, string Code);
