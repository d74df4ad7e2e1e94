using System.Security.Cryptography;
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

    /// <summary>Ten codes of twelve letters, shown once.</summary>
    public static IReadOnlyList<string> NewRecovery() =>
        [.. Enumerable.Range(0, RecoveryCodes).Select(_ => string.Join('-', RandomNumberGenerator.GetString(Letters, 12).Chunk(4).Select(group => new string(group))))];
}
