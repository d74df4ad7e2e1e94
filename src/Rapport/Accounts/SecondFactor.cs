using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using OtpNet;
using QRCoder;

namespace Rapport.Accounts;

/// <summary>Codes of six digits that change every thirty seconds (RFC 6238), and recovery codes for who has lost the telephone.</summary>
internal static class SecondFactor
{
    public const int RecoveryCodes = 10;

    /// <summary>Bytes of a secret, as long as the hash that the apps use.</summary>
    private const int SecretBytes = 20;

    /// <summary>Steps between the earliest code that counts and the latest.</summary>
    private const long Ahead = 2;

    /// <summary>Digits and letters that nobody takes for another.</summary>
    private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz";

    public static byte[] NewSecret() => KeyGeneration.GenerateRandomKey(SecretBytes);

    /// <summary>The secret as it is typed, in groups of four.</summary>
    public static string Typed(byte[] secret) => string.Join(' ', Base32Encoding.ToString(secret).TrimEnd('=').Chunk(4).Select(group => new string(group)));

    /// <summary>The address that an app reads.</summary>
    public static string Address(byte[] secret, string account) =>
        $"otpauth://totp/Rapport:{Uri.EscapeDataString(account)}?secret={Base32Encoding.ToString(secret).TrimEnd('=')}&issuer=Rapport";

    /// <summary>
    /// The step of the code, where it is the one of now or of a step to either side, and later than the last one that was used; else null. A last one that lies
    /// further ahead was written by a clock that has gone back since, and keeps nobody out.
    /// </summary>
    public static long? StepOf(byte[] secret, string code, long last, DateTime now)
    {
        var digits = string.Concat(code.Where(char.IsAsciiDigit));
        return digits.Length == 6 && new Totp(secret).VerifyTotp(now, digits, out var step, VerificationWindow.RfcSpecifiedNetworkDelay)
            && (step > last || last > step + Ahead)
            ? step
            : null;
    }

    /// <summary>The rows of a square of modules that an app scans; true is dark.</summary>
    public static IReadOnlyList<IReadOnlyList<bool>> Square(string address)
    {
        using var square = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        return [.. square.ModuleMatrix.Select(row => (IReadOnlyList<bool>)[.. row.Cast<bool>()])];
    }

    /// <summary>Whether a code is the one of a step: that with which a secret was put in its place.</summary>
    public static bool IsOf(byte[] secret, string code, long step) =>
        string.Concat(code.Where(char.IsAsciiDigit)) == new Totp(secret).ComputeTotp(DateTime.UnixEpoch.AddSeconds(step * 30));

    /// <summary>
    /// Ten codes of twelve letters, shown once. They follow from the secret, so that a form that was sent twice has one answer; whoever has the secret needs none.
    /// </summary>
    public static IReadOnlyList<string> Recovery(byte[] secret) => [.. Enumerable.Range(0, RecoveryCodes).Select(number =>
    {
        // 256 bits for each letter's share of 31: the bias of the remainder is beyond measuring.
        var lot = new BigInteger(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"recovery {number}")), isUnsigned: true);
        var letters = new char[12];
        for (var at = 0; at < letters.Length; at++)
        {
            (lot, var letter) = BigInteger.DivRem(lot, Letters.Length);
            letters[at] = Letters[(int)letter];
        }
        return string.Join('-', letters.Chunk(4).Select(group => new string(group)));
    })];
}
