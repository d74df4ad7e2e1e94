using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Rapport.Profiles;

/// <summary>A national provider identifier: ten digits, the first 1 or 2, the last a check digit.</summary>
internal readonly record struct Npi
{
    /// <summary>How many digits it has.</summary>
    public const int Length = 10;

    // The check digit is computed over 80840 (health, United States) and the number; the Luhn sum of 80840 is 24.
    private const int PrefixSum = 24;

    private Npi(long value) => Value = value;

    public long Value { get; }

    /// <summary>
    /// Numbers the possible ones without gaps from 0 to 199,999,999 (the check digit carries nothing), so that a set
    /// of them fits into 25 MB.
    /// </summary>
    public int Ordinal => OrdinalOf(Value);

    /// <summary>The ordinal of a number that was checked before.</summary>
    public static int OrdinalOf(long value) => (int)((value - 1_000_000_000) / 10);

    /// <summary>How many different ordinals there are.</summary>
    public const int Ordinals = 200_000_000;

    /// <summary>Reads one; when it is none, <paramref name="reason"/> says why, in plain words.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Npi npi, [NotNullWhen(false)] out string? reason)
    {
        npi = default;
        if (text.Length != Length)
        {
            reason = text.IsEmpty ? "no NPI" : "an NPI has 10 digits";
            return false;
        }
        long value = 0;
        var sum = PrefixSum;
        for (var i = 0; i < Length; i++)
        {
            var digit = text[i] - '0';
            if ((uint)digit > 9)
            {
                reason = "an NPI has 10 digits";
                return false;
            }
            value = value * 10 + digit;
            var weighed = i % 2 == 0 ? digit * 2 : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        if (text[0] is not ('1' or '2'))
        {
            reason = "an NPI begins with 1 or 2";
            return false;
        }
        if (sum % 10 != 0)
        {
            reason = "the check digit of the NPI is wrong";
            return false;
        }
        npi = new Npi(value);
        reason = null;
        return true;
    }

    /// <summary>A number that would be one, did its last digit fit the others; null for any other text. Invented people have such numbers.</summary>
    public static long? Misfit(string text) =>
        text.Length == Length && text[0] is '1' or '2' && text.All(char.IsAsciiDigit) && !TryParse(text, out _, out _) ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>The number stored as an integer; false when it is none.</summary>
    public static bool TryOf(long value, out Npi npi) =>
        TryParse(value.ToString(CultureInfo.InvariantCulture), out npi, out _);

    /// <summary>The possible number with this ordinal; the inverse of <see cref="Ordinal"/>.</summary>
    public static Npi FromOrdinal(int ordinal)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ordinal);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(ordinal, Ordinals);
        var stem = 100_000_000L + ordinal;
        var sum = PrefixSum;
        var rest = stem;
        for (var place = 0; place < Length - 1; place++)
        {
            var digit = (int)(rest % 10);
            rest /= 10;
            var weighed = place % 2 == 0 ? digit * 2 : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return new Npi(stem * 10 + (10 - sum % 10) % 10);
    }

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
