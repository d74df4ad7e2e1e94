using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Rapport.Core.Search;
using Rapport.Profiles;

namespace Rapport.Search;

/// <summary>
/// By what the order tells that people work in one practice: the telephone of their first office, which one desk answers, or
/// else the name they give the practice, with its ZIP. A street or a suite alone says nothing: strangers share them.
/// </summary>
internal static class PracticeNumber
{
    /// <summary>The same number for the same practice; null where none is known. An address that may be a home is none.</summary>
    public static long? Of(ProfileFacts facts) =>
        (facts.Places?.Value ?? []).FirstOrDefault(place => !place.MayBeHome) is not { } office ? null
        : office.Telephone is { } telephone && !IsInvented(telephone) ? Hash(telephone)
        : office.Practice is { } practice && SearchText.Fold(practice) is { Length: > 0 } name ? Hash($"{name}\n{office.Zip}")
        : null;

    /// <summary>555-0100 to 555-0199 are given to nobody; the hundred numbers are shared by all invented people of a state.</summary>
    private static bool IsInvented(string telephone) => telephone.Length == 10 && telephone.AsSpan(3, 5).SequenceEqual("55501");

    // 0 stands for none in the index.
    private static long Hash(string text) =>
        BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) is not 0 and var number ? number : 1;
}
